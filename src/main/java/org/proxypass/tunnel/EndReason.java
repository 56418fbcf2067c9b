package org.proxypass.tunnel;

/** Why a tunnel ended. */
public enum EndReason {
  /** The client ended its side, and the backend sent nothing more. */
  CLIENT_CLOSED,
  /** The backend ended its side. */
  BACKEND_CLOSED,
  /** The client's connection broke. */
  CLIENT_BROKE,
  /** The backend's connection broke, or the backend took nothing for too long. */
  BACKEND_BROKE,
  /** Neither side sent anything, or the client took nothing, for too long. */
  IDLE,
  /** The server stops, or the worker was taken out of the configuration. */
  GOING_AWAY;

  /** Whether it was neither of the ends that wanted it. */
  boolean ours() {
    return this == IDLE || this == GOING_AWAY;
  }

  /** Whether what is on its way to the backend is worth nothing. */
  boolean abrupt() {
    return this == CLIENT_BROKE || this == BACKEND_BROKE;
  }
}
