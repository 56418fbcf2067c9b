package org.proxypass.rewrite;

import java.util.List;
import org.proxypass.config.FilterSettings;
import org.proxypass.config.OutputFilter;
import org.proxypass.config.OutputFilters;
import org.proxypass.config.Settings;
import org.proxypass.config.Substitutions;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Response;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.http.Acceptance;
import org.proxypass.http.Ascii;
import org.proxypass.http.FieldList;
import org.proxypass.http.Fields;

/** SetOutputFilter and AddOutputFilterByType: what bodies go through on their way out. */
public final class OutputFiltering {
  /** As many bytes as gzip itself needs. */
  private static final int WORTH_COMPRESSING = 18;

  private OutputFiltering() {}

  /**
   * The response as its filters leave it; {@code response} itself where there is none. Fields are
   * changed for HEAD as they are for GET.
   *
   * @param errorPage whether it will be sent with the status of an error
   */
  public static Response apply(
      Response response, Settings settings, Exchange exchange, boolean errorPage) {
    OutputFilters configured = settings.get(FilterSettings.OUTPUT_FILTERS);
    if (configured.isEmpty() || isBodiless(response.status())) {
      return response;
    }
    // mod_filter leaves everything but 200 alone.
    boolean byType =
        (response.status() == 200 && !errorPage) || exchange.variable("filter-errordocs") != null;
    List<OutputFilter> filters =
        byType ? configured.forType(mediaType(response.fields())) : configured.forAnyType();
    Response filtered = response;
    for (OutputFilter filter : filters) {
      filtered =
          switch (filter) {
            case INFLATE -> inflate(filtered);
            case SUBSTITUTE -> substitute(filtered, settings.get(FilterSettings.SUBSTITUTIONS));
            case DEFLATE -> deflate(filtered, exchange.clientRequest());
          };
    }
    return filtered;
  }

  private static boolean isBodiless(int status) {
    return status == 101 || status == 204 || status == 304;
  }

  private static String mediaType(Fields fields) {
    String type = fields.first("Content-Type");
    if (type == null) {
      return "";
    }
    int semicolon = type.indexOf(';');
    return Ascii.lower((semicolon < 0 ? type : type.substring(0, semicolon)).trim());
  }

  private static Response substitute(Response response, Substitutions substitutions) {
    // Bytes of a compressed body are no text; a chance match would break it.
    if (substitutions.rules().isEmpty() || isCoded(response.fields())) {
      return response;
    }
    removeFraming(response.fields());
    return withBody(response, new SubstitutingBody(response.body(), substitutions));
  }

  private static Response inflate(Response response) {
    Fields fields = response.fields();
    String coding = fields.joined("Content-Encoding");
    boolean gzip =
        coding != null && (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip"));
    // A part of a compressed body cannot be decompressed by itself.
    if (!gzip || fields.contains("Content-Range")) {
      return response;
    }
    fields.remove("Content-Encoding");
    removeFraming(fields);
    tagWith(fields, "gunzip");
    return withBody(response, new InflatingBody(response.body()));
  }

  private static Response deflate(Response response, ClientRequest request) {
    Fields fields = response.fields();
    long length = response.body().remaining();
    boolean small = length >= 0 && length < WORTH_COMPRESSING;
    if (small || isCoded(fields) || fields.contains("Content-Range")) {
      return response;
    }
    // RFC 9110 §12.5.5: whatever this client gets, another may get something else.
    if (!FieldList.contains(fields.joined("Vary"), "Accept-Encoding")
        && !FieldList.contains(fields.joined("Vary"), "*")) {
      fields.append("Vary", "Accept-Encoding");
    }
    if (!Acceptance.takesCoding(request.fields().joined("Accept-Encoding"), "gzip")) {
      return response;
    }
    fields.set("Content-Encoding", "gzip");
    removeFraming(fields);
    tagWith(fields, "gzip");
    return withBody(response, new DeflatingBody(response.body()));
  }

  private static boolean isCoded(Fields fields) {
    String coding = fields.joined("Content-Encoding");
    return coding != null && !coding.isEmpty() && !coding.equalsIgnoreCase("identity");
  }

  /** Takes out what was said about the bytes that the backend sent. */
  private static void removeFraming(Fields fields) {
    fields.remove("Content-Length");
    fields.remove("Content-MD5");
    fields.remove("Content-Digest");
    fields.remove("Digest");
  }

  /** Another representation has another strong validator (RFC 9110 §8.8.1). */
  private static void tagWith(Fields fields, String suffix) {
    String tag = fields.first("ETag");
    if (tag != null && tag.length() > 1 && tag.endsWith("\"")) {
      fields.set("ETag", tag.substring(0, tag.length() - 1) + "-" + suffix + "\"");
    }
  }

  private static Response withBody(Response response, ResponseBody body) {
    boolean empty = response.body().remaining() == 0;
    return empty ? response : new Response(response.status(), response.fields(), body);
  }
}
