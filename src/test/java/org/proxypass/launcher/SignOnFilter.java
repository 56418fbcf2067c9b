package org.proxypass.launcher;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a team might put before the proxy: lets no one pass without a ticket, and names the user.
 */
public final class SignOnFilter extends HttpFilter {
  private static final String USER = "X-User";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
    String user =
        Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals("ticket"))
            .map(Cookie::getValue)
            .findFirst()
            .orElse(null);
    if (user == null) {
      response.sendError(401);
      return;
    }
    chain.doFilter(new SignedOn(request, user), response);
  }

  /** The request with one field more. */
  public static final class SignedOn extends HttpServletRequestWrapper {
    private final String user;

    /** Adds the field {@code X-User} to {@code request}. */
    public SignedOn(HttpServletRequest request, String user) {
      super(request);
      this.user = user;
    }

    @Override
    public String getHeader(String name) {
      return name.equalsIgnoreCase(USER) ? user : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return name.equalsIgnoreCase(USER)
          ? Collections.enumeration(Set.of(user))
          : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      Set<String> names = new LinkedHashSet<>(Collections.list(super.getHeaderNames()));
      names.add(USER);
      return Collections.enumeration(names);
    }
  }
}
