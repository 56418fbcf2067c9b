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
}
