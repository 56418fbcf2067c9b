package org.proxypass.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import org.proxypass.http.Fields;

/**
 * How field lines come from the container and go back to it. The servlet API makes a search of each
 * name and a text of each byte; a launcher that knows its container can do better.
 */
public interface ContainerFields {

  /** By the servlet API alone: right in every container. */
  ContainerFields BY_SERVLET_API =
      new ContainerFields() {
        @Override
        public Fields read(HttpServletRequest request) {
          Fields fields = new Fields();
          Enumeration<String> names = request.getHeaderNames();
          while (names.hasMoreElements()) {
            String name = names.nextElement();
            Enumeration<String> values = request.getHeaders(name);
            while (values.hasMoreElements()) {
              fields.add(name, values.nextElement());
            }
          }
          return fields;
        }

        @Override
        public void write(Fields fields, HttpServletRequest request, HttpServletResponse response) {
          for (int i = 0; i < fields.size(); i++) {
            response.addHeader(fields.name(i), fields.value(i));
          }
        }
      };

  /** The request's header section. */
  Fields read(HttpServletRequest request);

  /** Adds {@code fields} to the head of {@code response}, which is not committed yet. */
  void write(Fields fields, HttpServletRequest request, HttpServletResponse response);
}
