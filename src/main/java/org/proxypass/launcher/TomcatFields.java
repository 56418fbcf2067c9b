package org.proxypass.launcher;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.apache.catalina.connector.Response;
import org.apache.catalina.connector.ResponseFacade;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.proxypass.http.FieldNames;
import org.proxypass.http.Fields;
import org.proxypass.webapp.ContainerFields;

/**
 * Field lines straight from and to Tomcat's buffers: one pass over the lines, names from a table,
 * no charset coder. What somebody wrapped goes the way of the servlet API.
 */
final class TomcatFields implements ContainerFields {
  private static final String REQUEST = TomcatFields.class.getName();

  /** Lets {@link TomcatFields} reach the request behind its facade. */
  static final class Uncovering extends ValveBase {
    Uncovering() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      request.setAttribute(REQUEST, request);
      getNext().invoke(request, response);
    }
  }

  @Override
  public Fields read(HttpServletRequest request) {
    if (!(request instanceof RequestFacade)
        || !(request.getAttribute(REQUEST) instanceof Request uncovered)) {
      return BY_SERVLET_API.read(request);
    }
    MimeHeaders lines = uncovered.getCoyoteRequest().getMimeHeaders();
    Fields fields = new Fields();
    for (int i = 0; i < lines.size(); i++) {
      fields.add(name(lines.getName(i)), value(lines.getValue(i)));
    }
    return fields;
  }

  private static String name(MessageBytes name) {
    if (name.getType() != MessageBytes.T_BYTES) {
      return name.toString();
    }
    ByteChunk bytes = name.getByteChunk();
    return FieldNames.text(bytes.getBuffer(), bytes.getStart(), bytes.getEnd());
  }

  private static String value(MessageBytes value) {
    if (value.getType() != MessageBytes.T_BYTES) {
      return String.valueOf(value.toString());
    }
    ByteChunk bytes = value.getByteChunk();
    return new String(
        bytes.getBuffer(), bytes.getStart(), bytes.getLength(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void write(Fields fields, HttpServletRequest request, HttpServletResponse response) {
    if (!(response instanceof ResponseFacade)
        || !(request.getAttribute(REQUEST) instanceof Request uncovered)) {
      BY_SERVLET_API.write(fields, request, response);
      return;
    }
    MimeHeaders lines = uncovered.getResponse().getCoyoteResponse().getMimeHeaders();
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (isTomcats(name)) {
        response.addHeader(name, fields.value(i));
      } else {
        byte[] value = fields.value(i).getBytes(StandardCharsets.ISO_8859_1);
        blankControls(value);
        byte[] nameBytes = name.getBytes(StandardCharsets.ISO_8859_1);
        lines.addValue(nameBytes, 0, nameBytes.length).setBytes(value, 0, value.length);
      }
    }
  }

  /** Content-Type and Content-Length are more than lines to Tomcat. */
  private static boolean isTomcats(String name) {
    return name.length() >= 12 && name.regionMatches(true, 0, "Content-", 0, 8);
  }

  /** What Tomcat does to a text it encodes itself: no control character reaches the wire. */
  private static void blankControls(byte[] value) {
    for (int i = 0; i < value.length; i++) {
      byte b = value[i];
      if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
        value[i] = ' ';
      }
    }
  }
}
