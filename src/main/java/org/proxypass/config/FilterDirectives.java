package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.proxypass.http.Ascii;

/** The declarations about changing the bodies of responses. */
final class FilterDirectives {
  private static final long LONGEST_LINE = 1L << 30;

  private FilterDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("SetOutputFilter")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "filter[;filter …]|none")
            .byDefault("none")
            .summary("The filters that the body of every response goes through.")
            .details(
                """
                `INFLATE` takes a gzip content coding off, `SUBSTITUTE` applies the `Substitute`
                rules, `DEFLATE` compresses with gzip for clients that accept it; they work in the
                order written. httpd's other filters are refused. An inner scope replaces the list,
                `none` empties it. Responses with 204 and 304 are left alone.""")
            .example("SetOutputFilter INFLATE;SUBSTITUTE;DEFLATE")
            .does(FilterDirectives::setOutputFilter),
        directive("AddOutputFilterByType")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takesAtLeast(2, "filter[;filter …] media-type …")
            .summary("The filters for the bodies of responses of some media types.")
            .details(
                """
                The `Content-Type` of the response is compared without its parameters and without
                regard to letter case. The filters are those of `SetOutputFilter` and come behind
                them; no filter works twice. Only responses with status 200 that are no error page
                are filtered by type, unless the variable `filter-errordocs` is set. In an inner
                scope the types given for a filter replace those of the outer scopes.""")
            .example("AddOutputFilterByType SUBSTITUTE text/html text/css")
            .does(FilterDirectives::addByType),
        directive("Substitute")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "s/pattern/replacement/[infq]")
            .summary("Replaces text in the bodies that go through the SUBSTITUTE filter.")
            .details(
                """
                Each line, its line feed included, is searched for the regular expression, and every
                match is replaced; `$0` to `$9` are what the expression and its groups matched, a
                backslash makes the next character stand for itself. Any character can be the
                delimiter; it cannot stand in the pattern or the replacement. `i` ignores letter
                case, `n` takes pattern and replacement literally, `f` and `q` are accepted and
                change nothing. Several rules work one after the other on the result of the one
                before. Bytes are compared, not characters. The response loses its `Content-Length`;
                a body with a content coding is left alone, so take that off with `INFLATE` first.
                An inner scope's rules come first, then the outer one's.""")
            .example(
                """
                AddOutputFilterByType SUBSTITUTE text/html
                Substitute "s|http://backend.internal:8080/|https://www.example.com/|ni\"""")
            .does(
                call ->
                    set(call, substitutions(call).withRule(SubstituteSyntax.parse(call.word(0))))),
        directive("SubstituteMaxLineLength")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "bytes[b|k|m|g]")
            .byDefault("1m")
            .summary("The longest line that SUBSTITUTE works on.")
            .details(
                """
                A line is kept in memory as a whole. A longer one, before or after a replacement,
                ends the response: with a 500 when nothing was sent yet, else visibly cut.""")
            .example("SubstituteMaxLineLength 4m")
            .does(call -> set(call, substitutions(call).withLineLimit(bytes(call.word(0))))),
        directive("SubstituteInheritBefore")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "On|Off")
            .byDefault("Off")
            .summary("Whether the rules of outer scopes come before those of this one.")
            .details(
                """
                Off applies the rules of the inner scope first, as httpd 2.4 does.""")
            .example("SubstituteInheritBefore On")
            .does(call -> set(call, substitutions(call).withInheritBefore(call.flag(0)))));
  }

  private static void setOutputFilter(Invocation call) throws InvalidDirectiveException {
    boolean none = call.word(0).equalsIgnoreCase("none");
    List<OutputFilter> filters = none ? List.of() : filters(call.word(0));
    OutputFilters earlier = call.scope().settings().get(FilterSettings.OUTPUT_FILTERS);
    call.set(FilterSettings.OUTPUT_FILTERS, new OutputFilters(filters, earlier.byType()));
  }

  private static void addByType(Invocation call) throws InvalidDirectiveException {
    Set<String> types =
        call.words().stream().skip(1).map(Ascii::lower).collect(Collectors.toUnmodifiableSet());
    OutputFilters earlier = call.scope().settings().get(FilterSettings.OUTPUT_FILTERS);
    call.set(
        FilterSettings.OUTPUT_FILTERS,
        earlier.with(new OutputFilters.ByType(filters(call.word(0)), types)));
  }

  private static List<OutputFilter> filters(String text) throws InvalidDirectiveException {
    List<OutputFilter> filters = new ArrayList<>();
    for (String name : text.split(";", -1)) {
      filters.add(filter(name));
    }
    return filters;
  }

  private static OutputFilter filter(String name) throws InvalidDirectiveException {
    for (OutputFilter filter : OutputFilter.values()) {
      if (filter.name().equals(name.toUpperCase(Locale.ROOT))) {
        return filter;
      }
    }
    throw new InvalidDirectiveException(
        "filter '"
            + name
            + "' is not supported; allowed are "
            + Arrays.stream(OutputFilter.values())
                .map(OutputFilter::name)
                .collect(Collectors.joining(", ")));
  }

  private static Substitutions substitutions(Invocation call) {
    return call.scope().settings().get(FilterSettings.SUBSTITUTIONS);
  }

  private static void set(Invocation call, Substitutions value) {
    call.set(FilterSettings.SUBSTITUTIONS, value);
  }

  private static int bytes(String text) throws InvalidDirectiveException {
    String digits = Ascii.lower(text);
    int shift =
        switch (digits.isEmpty() ? ' ' : digits.charAt(digits.length() - 1)) {
          case 'b' -> 0;
          case 'k' -> 10;
          case 'm' -> 20;
          case 'g' -> 30;
          default -> -1;
        };
    if (shift >= 0) {
      digits = digits.substring(0, digits.length() - 1);
    }
    boolean number = !digits.isEmpty() && digits.length() < 11;
    if (!number || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new InvalidDirectiveException("'" + text + "' is not a number of bytes");
    }
    long bytes = Long.parseLong(digits) << Math.max(shift, 0);
    if (bytes == 0 || bytes > LONGEST_LINE) {
      throw new InvalidDirectiveException("'" + text + "' is not between 1 byte and 1 gigabyte");
    }
    return (int) bytes;
  }
}
