package org.proxypass.exchange;

import org.jspecify.annotations.Nullable;
import org.proxypass.http.Fields;

/**
 * What went wrong with one exchange: the status the client gets, whose side it was, and whether
 * another worker may be tried. The only way anything below the servlet reports an error; unchecked,
 * because it travels through filters that are not ours. Carries no stack of its own.
 */
public final class Fault extends RuntimeException {

  /** Whose side failed. */
  public enum Side {
    /** The client's request, or the client went away. */
    CLIENT,
    /** The backend, or the way to it. */
    BACKEND,
    /** We ourselves. */
    INTERNAL
  }

  /** What a balancer has to know about a failure. */
  public enum Kind {
    /** Nothing more than its status and side. */
    OTHER,
    /** The backend could not be reached: nothing was sent, nothing of the body was taken. */
    UNREACHABLE,
    /** The backend did not answer in time. */
    TIMEOUT,
    /** The connection broke, or had died in the pool: no byte of an answer came on it. */
    STALE
  }

  private static final Fields NO_FIELDS = new Fields();

  private final int status;
  private final Side side;
  private final Kind kind;
  private final Fields answerFields;

  private Fault(int status, Side side, Kind kind, String message, @Nullable Throwable cause) {
    this(status, side, kind, message, cause, NO_FIELDS);
  }

  private Fault(
      int status,
      Side side,
      Kind kind,
      String message,
      @Nullable Throwable cause,
      Fields answerFields) {
    super(message, cause, false, false);
    this.status = status;
    this.side = side;
    this.kind = kind;
    this.answerFields = answerFields;
  }

  /**
   * This fault with fields that its answer must have whatever page it gets, such as a challenge.
   */
  public Fault answeredWith(Fields fields) {
    return new Fault(status, side, kind, message(), getCause(), fields);
  }

  /** The client's request is refused with {@code status}. */
  public static Fault client(int status, String message) {
    return new Fault(status, Side.CLIENT, Kind.OTHER, message, null);
  }

  /** The client's side broke (cut upload, connection gone). */
  public static Fault client(int status, String message, Throwable cause) {
    return new Fault(status, Side.CLIENT, Kind.OTHER, message, cause);
  }

  /** The backend failed after it may have processed the request: never sent again. */
  public static Fault backend(int status, String message, @Nullable Throwable cause) {
    return new Fault(status, Side.BACKEND, Kind.OTHER, message, cause);
  }

  /** The backend could not be reached at all: nothing was sent, another worker may be tried. */
  public static Fault unreachable(int status, String message, @Nullable Throwable cause) {
    return new Fault(status, Side.BACKEND, Kind.UNREACHABLE, message, cause);
  }

  /** The backend did not answer in time; it may still be at work. */
  public static Fault timeout(int status, String message, @Nullable Throwable cause) {
    return new Fault(status, Side.BACKEND, Kind.TIMEOUT, message, cause);
  }

  /** The connection broke before the first byte of an answer; the request may have arrived. */
  public static Fault stale(int status, String message, @Nullable Throwable cause) {
    return new Fault(status, Side.BACKEND, Kind.STALE, message, cause);
  }

  /** Something here failed. */
  public static Fault internal(int status, String message, @Nullable Throwable cause) {
    return new Fault(status, Side.INTERNAL, Kind.OTHER, message, cause);
  }

  /** The status for the client, 400–599. */
  public int status() {
    return status;
  }

  /** Whose side failed. */
  public Side side() {
    return side;
  }

  /** What is known of the failure. */
  public Kind kind() {
    return kind;
  }

  /** Whether the same request may be tried on another worker, whatever its method. */
  public boolean retryable() {
    return kind == Kind.UNREACHABLE;
  }

  /** This fault with another status for the client. */
  public Fault withStatus(int other) {
    return new Fault(other, side, kind, message(), getCause(), answerFields);
  }

  /** The fields that the answer must have, whatever page it is; must not be changed. */
  public Fields answerFields() {
    return answerFields;
  }

  /** What an operator reads in the log. Never shown to a client. */
  public String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
