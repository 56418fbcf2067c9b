package org.proxypass.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.proxypass.http.FieldList;
import org.proxypass.http.Fields;
import org.proxypass.http.HopByHop;

/** Fields of one connection never travel on, all others do, in their order. */
class ConnectionFieldsFuzzTest {
  private static final Set<String> OF_BOTH =
      Set.of(
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "upgrade",
          "proxy-connection",
          "transfer-encoding");

  @FuzzTest(maxDuration = "10m")
  void hopByHop(byte[] bytes) {
    if (FuzzInput.isTooLong(bytes)) {
      return;
    }
    String wire = new String(bytes, StandardCharsets.ISO_8859_1);
    Fields fields = new FuzzInput("", wire).fields();
    Set<String> named = named(fields);
    Fields request = new Fields(fields);
    HopByHop.removeFromRequest(request);
    requireRemoved(fields, request, named, Set.of("content-length", "http2-settings"));
    Fields response = new Fields(fields);
    HopByHop.removeFromResponse(response);
    requireRemoved(fields, response, named, Set.of("proxy-authenticate"));
  }

  /** Another way to read a Connection field: cut at commas, trim, drop what is empty. */
  private static Set<String> named(Fields fields) {
    Set<String> named = new HashSet<>();
    for (String value : fields.all("Connection")) {
      List<String> elements = new ArrayList<>();
      FieldList.forEach(value, elements::add);
      List<String> expected = new ArrayList<>();
      for (String piece : value.split(",", -1)) {
        String element = piece.replaceAll("^[ \t]+|[ \t]+$", "");
        if (!element.isEmpty()) {
          expected.add(element);
          assertThat(FieldList.contains(value, element)).isTrue();
        }
      }
      assertThat(elements).isEqualTo(expected);
      expected.forEach(element -> named.add(element.toLowerCase(Locale.ROOT)));
    }
    named.remove("host");
    return named;
  }

  private static void requireRemoved(
      Fields before, Fields after, Set<String> named, Set<String> ofOne) {
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < before.size(); i++) {
      String name = before.name(i).toLowerCase(Locale.ROOT);
      if (!named.contains(name) && !OF_BOTH.contains(name) && !ofOne.contains(name)) {
        expected.append(before.name(i)).append(": ").append(before.value(i)).append('\n');
      }
    }
    assertThat(after).hasToString(expected.toString());
  }
}
