package org.proxypass.config;

/**
 * One ProxyPassReverse.
 *
 * @param publicPath what the client sees: a path (or URL) that replaces the backend's prefix
 * @param backendPrefix a URL or a path to find at the front of the field value; {@code
 *     balancer://name[/path]} stands for that of every member
 * @param interpolated whether <code>${NAME}</code> in both is replaced per request
 */
public record ReverseSpec(String publicPath, String backendPrefix, boolean interpolated) {

  /** An entry without variables. */
  public ReverseSpec(String publicPath, String backendPrefix) {
    this(publicPath, backendPrefix, false);
  }

  /** Whether the prefix names a balancer and so stands for each of its members. */
  public boolean isBalancer() {
    return BalancerNames.isBalancer(backendPrefix);
  }
}
