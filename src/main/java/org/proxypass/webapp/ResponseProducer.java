package org.proxypass.webapp;

import java.util.Optional;
import org.proxypass.config.HandlerSettings;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.http.Fields;
import org.proxypass.mapping.MappingResult;
import org.proxypass.rewrite.ErrorOverriding;
import org.proxypass.rewrite.OutputFiltering;
import org.proxypass.rewrite.RequestRules;
import org.proxypass.rewrite.ResponseRules;

/**
 * Gets the response for a passage that was opened, as the client is to see it: from a backend, a
 * file, a page of our own or a rule.
 */
final class ResponseProducer {
  private final LocationSteps locationSteps;
  private final Forwarder forwarder;
  private final MemberLookup members;
  private final OwnPages ownPages;
  private final LocalFiles localFiles = new LocalFiles();

  ResponseProducer(
      LocationSteps locationSteps, Forwarder forwarder, MemberLookup members, OwnPages ownPages) {
    this.locationSteps = locationSteps;
    this.forwarder = forwarder;
    this.members = members;
    this.ownPages = ownPages;
  }

  /**
   * The response for a servable passage.
   *
   * @param errorPage whether it stands in for an error: errors of a backend are left alone then
   * @throws Fault when there is none, or ProxyErrorOverride replaces it
   */
  Response produce(Passage opened, boolean errorPage) {
    Passage passage = locationSteps.apply(opened);
    Exchange exchange = passage.exchange();
    Settings settings = passage.settings();
    RequestRules.beforeForwarding(exchange, settings);
    Response local = LocalAnswers.to(passage);
    if (local != null) {
      return ruled(exchange, settings, local);
    }
    Optional<HandlerSettings.Handler> handler = settings.get(HandlerSettings.HANDLER);
    if (handler.isPresent()) {
      return ruled(exchange, settings, ownPages.answer(passage, handler.get()));
    }
    if (passage.result() instanceof MappingResult.Forward forward) {
      members.attach(passage);
      Response response = forwarder.forward(passage, forward.target());
      if (!errorPage) {
        ErrorOverriding.apply(response, settings);
      }
      return ruled(
          exchange, settings, OutputFiltering.apply(response, settings, exchange, errorPage));
    }
    Response file =
        passage.result() instanceof MappingResult.Redirect redirect
            ? redirect(redirect)
            : localFiles.serve(passage);
    // A redirect of our own is no success of a handler: it gets what errors get.
    return file.status() < 300
        ? ruled(exchange, settings, OutputFiltering.apply(file, settings, exchange, errorPage))
        : ResponseRules.applyAlways(exchange, settings, file);
  }

  private static Response redirect(MappingResult.Redirect redirect) {
    return new Response(
        redirect.status(),
        Fields.of("Location", redirect.location(), "Content-Length", "0"),
        EmptyBody.INSTANCE);
  }

  private static Response ruled(Exchange exchange, Settings settings, Response response) {
    try {
      return ResponseRules.apply(exchange, settings, response);
    } catch (RuntimeException e) {
      response.body().abort();
      throw e;
    }
  }
}
