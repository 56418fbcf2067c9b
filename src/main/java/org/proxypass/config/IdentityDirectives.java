package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.List;
import java.util.Optional;
import org.proxypass.http.Ascii;

/** The declarations about what the server says of itself (httpd's core). */
final class IdentityDirectives {
  private IdentityDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("ServerAdmin")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "address|url")
            .summary("Whom the page for a fault of the server names.")
            .details(
                """
                The built-in page for 500 asks its reader to tell this address, and the line of
                `ServerSignature EMail` links to it. Without ServerAdmin nobody is named.""")
            .example("ServerAdmin webmaster@example.com")
            .does(call -> call.set(LogSettings.ADMINISTRATOR, Optional.of(call.word(0)))),
        directive("ServerSignature")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(1, "On|Off|EMail")
            .byDefault("Off")
            .summary("Whether built-in pages end with a line that names the server.")
            .details(
                """
                The line names host and port as the client called them, and no version. With `EMail`
                the name links to the ServerAdmin.""")
            .example("ServerSignature EMail")
            .does(call -> call.set(LogSettings.SIGNATURE, signature(call.word(0)))),
        directive("ServerTokens")
            .in(SERVER)
            .takes(1, 2, "Prod|Major|Minor|Min|OS|Full")
            .byDefault("Prod")
            .summary("Only Prod: versions are told to nobody.")
            .details(
                """
                Accepted because nearly every configuration writes it. A `Server` field comes from the
                backend only and is passed on; proxypass adds none. What asks for more than `Prod`
                is accepted with a warning.""")
            .example("ServerTokens Prod")
            .does(IdentityDirectives::tokens));
  }

  private static LogSettings.Signature signature(String word) throws InvalidDirectiveException {
    return switch (Ascii.lower(word)) {
      case "off" -> LogSettings.Signature.OFF;
      case "on" -> LogSettings.Signature.ON;
      case "email" -> LogSettings.Signature.EMAIL;
      default ->
          throw new InvalidDirectiveException(
              "'" + word + "' is not allowed; allowed are On, Off and EMail");
    };
  }

  private static void tokens(Invocation call) throws InvalidDirectiveException {
    switch (Ascii.lower(call.word(0))) {
      case "prod", "productonly" -> {}
      case "major", "minor", "min", "minimal", "os", "full", "set" ->
          call.warning("is ignored: this server tells nobody its name and version");
      default ->
          throw new InvalidDirectiveException(
              "'"
                  + call.word(0)
                  + "' is not allowed; allowed are Prod, Major, Minor, Min, OS, Full");
    }
  }
}
