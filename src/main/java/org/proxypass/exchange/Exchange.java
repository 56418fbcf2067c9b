package org.proxypass.exchange;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request's passage through proxypass: what is known of it from its arrival to its last byte.
 * Used by one thread at a time.
 */
public final class Exchange {
  private final ClientRequest clientRequest;
  private final PublicAddress publicAddress;
  private @Nullable Map<String, String> environment;
  private String path = "/";
  private InterimResponses interimResponses = InterimResponses.IGNORED;

  /** Opens the exchange of {@code clientRequest}. */
  public Exchange(ClientRequest clientRequest, PublicAddress publicAddress) {
    this.clientRequest = clientRequest;
    this.publicAddress = publicAddress;
  }

  /** The request as the client sent it. */
  public ClientRequest clientRequest() {
    return clientRequest;
  }

  /** What the client calls us. */
  public PublicAddress publicAddress() {
    return publicAddress;
  }

  /**
   * The canonical, decoded path relative to us, a char a byte; {@code /} for a refused request.
   * What expressions call REQUEST_URI.
   */
  public String path() {
    return path;
  }

  /** Sets {@link #path()}; for whoever decides it. */
  public void setPath(String decodedPath) {
    path = decodedPath;
  }

  /** Where a backend's 1xx responses go. */
  public InterimResponses interimResponses() {
    return interimResponses;
  }

  /** Sets {@link #interimResponses()}; for whoever can write to the client. */
  public void setInterimResponses(InterimResponses responses) {
    interimResponses = responses;
  }

  /** The value of an environment variable of this exchange, or null (httpd's subprocess_env). */
  public @Nullable String variable(String name) {
    return environment == null ? null : environment.get(name);
  }

  /** Sets an environment variable of this exchange. */
  public void setVariable(String name, String value) {
    if (environment == null) {
      environment = new HashMap<>();
    }
    environment.put(name, value);
  }

  /** Removes an environment variable of this exchange. */
  public void unsetVariable(String name) {
    if (environment != null) {
      environment.remove(name);
    }
  }

  /** All environment variables of this exchange; must not be changed. */
  public Map<String, String> variables() {
    return environment == null ? Map.of() : environment;
  }
}
