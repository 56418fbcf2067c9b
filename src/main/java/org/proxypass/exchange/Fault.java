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

  private static final Fields NO_FIELDS = new Fields();

  private final int status;
  private final Side side;
  private final boolean retryable;
  private final Fields answerFields;

  private Fault(
      int status, Side side, boolean retryable, String message, @Nullable Throwable cause) {
    this(status, side, retryable, message, cause, NO_FIELDS);
  }

  private Fault(
      int status,
      Side side,
      boolean retryable,
      String message,
      @Nullable Throwable cause,
      Fields answerFields) {
    super(message, cause, false, false);
    this.status = status;
    this.side = side;
    this.retryable = retryable;
    this.answerFields = answerFields;
  }

  /**
   * This fault with fields that its answer must have whatever page it gets, such as a challenge.
   */
  public Fault answeredWith(Fields fields) {
    return new Fault(status, side, retryable, message(), getCause(), fields);
  }

  /** The client's request is refused with {@code status}. */
  public static Fault client(int status, String message) {
    return new Fault(status, Side.CLIENT, false, message, null);
  }

  /** The client's side broke (cut upload, connection gone). */
  public static Fault client(int status, String message, Throwable cause) {
    return new Fault(status, Side.CLIENT, false, message, cause);
  }

  /** The backend failed after it may have processed the request: never sent again. */
  public static Fault backend(int status, String message, @Nullable Throwable cause) {
    return new Fault(status, Side.BACKEND, false, message, cause);
  }

  /** The backend could not be reached at all: nothing was sent, another worker may be tried. */
  public static Fault unreachable(int status, String message, @Nullable Throwable cause) {
    return new Fault(status, Side.BACKEND, true, message, cause);
  }

  /** Something here failed. */
  public static Fault internal(int status, String message, @Nullable Throwable cause) {
    return new Fault(status, Side.INTERNAL, false, message, cause);
  }

  /** The status for the client, 400–599. */
  public int status() {
    return status;
  }

  /** Whose side failed. */
  public Side side() {
    return side;
  }

  /** Whether the same request may be tried on another worker, whatever its method. */
  public boolean retryable() {
    return retryable;
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
