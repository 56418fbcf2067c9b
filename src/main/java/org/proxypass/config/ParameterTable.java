package org.proxypass.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Ascii;

/**
 * The parameters that may stand in one place, and how words are read as such.
 *
 * @param kind what they belong to, for messages: {@code Worker} or {@code Balancer}
 * @param parameters those that are allowed
 * @param refused the names of others that httpd knows, and why they are not allowed here
 */
record ParameterTable(String kind, List<WorkerParameter> parameters, Map<String, String> refused) {

  /**
   * What one line gave.
   *
   * @param settingsByName what each name written in the line sets
   */
  record Written(Settings settings, Map<String, Setting<?>> settingsByName) {}

  /** Copies. */
  ParameterTable {
    parameters = List.copyOf(parameters);
    refused = Map.copyOf(refused);
  }

  /**
   * Reads {@code words}; every wrong one is reported to {@code call}.
   *
   * @param before what they change; stays in the result
   */
  Written parse(List<String> words, Invocation call, Settings before) {
    Settings settings = before;
    Map<String, Setting<?>> settingsByName = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        call.error("'" + word + "' is not a parameter; allowed is key=value");
        continue;
      }
      String name = Ascii.lower(word.substring(0, equals));
      WorkerParameter parameter = find(name);
      if (parameter == null) {
        call.error(unknown(word.substring(0, equals)));
        continue;
      }
      try {
        settings = parameter.change().apply(settings, word.substring(equals + 1));
        Setting<?> setting = parameter.setting();
        if (setting != null) {
          settingsByName.put(name, setting);
        }
      } catch (InvalidDirectiveException invalid) {
        call.error(name + ": " + invalid.reason());
      }
    }
    return new Written(settings, settingsByName);
  }

  private @Nullable WorkerParameter find(String name) {
    for (WorkerParameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return parameter;
      }
    }
    return null;
  }

  private String unknown(String name) {
    String reason = refused.get(Ascii.lower(name));
    if (reason != null) {
      return kind + " parameter '" + name + "' " + reason;
    }
    String similar =
        Suggestions.closest(
            name,
            Stream.concat(
                parameters.stream().map(WorkerParameter::name),
                refused.keySet().stream().sorted()));
    String message = "unknown " + kind + " parameter '" + name + "'";
    return similar == null ? message : message + ", did you mean " + similar + "?";
  }
}
