package org.proxypass.admin;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values of a form; every method gives {@code unchanged} for a field not there. */
record Values(FormFields form) {
  private static final Pattern FACTOR = Pattern.compile("\\d{1,3}(?:\\.(\\d{1,2})\\d*)?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern WORD = Pattern.compile("[!#-+\\--:<-~]{0,63}");

  /** A whole number from {@code least} to {@code most}. */
  int number(String field, int least, int most, int unchanged) throws RefusedException {
    String text = form.get(field);
    if (text == null) {
      return unchanged;
    }
    int value = NUMBER.matcher(text.strip()).matches() ? Integer.parseInt(text.strip()) : -1;
    if (value < least || value > most) {
      throw refused(field, text, "a whole number from " + least + " to " + most);
    }
    return value;
  }

  /** A factor from 1 to 100, times 100; further decimals than two are cut off. */
  int factor(String field, int unchanged) throws RefusedException {
    String text = form.get(field);
    if (text == null) {
      return unchanged;
    }
    String stripped = text.strip();
    int value =
        FACTOR.matcher(stripped).matches() ? (int) (Double.parseDouble(stripped) * 100 + 1e-6) : 0;
    if (value < 100 || value > 10_000) {
      throw refused(field, text, "a number from 1 to 100");
    }
    return value;
  }

  /** 0 or 1; null for a field not there. */
  @Nullable Boolean flag(String field) throws RefusedException {
    String text = form.get(field);
    if (text == null) {
      return null;
    }
    if (!text.equals("0") && !text.equals("1")) {
      throw refused(field, text, "0 or 1");
    }
    return text.equals("1");
  }

  /** Up to 63 printable ASCII characters that may stand in a cookie; empty is allowed. */
  String word(String field, String unchanged) throws RefusedException {
    String text = form.get(field);
    if (text == null) {
      return unchanged;
    }
    if (!WORD.matcher(text).matches()) {
      throw refused(field, text, "up to 63 ASCII characters without spaces, quotes, ',' and ';'");
    }
    return text;
  }

  /** The refusal of {@code text}. */
  static RefusedException refused(String field, String text, String allowed) {
    return new RefusedException(field + ": '" + text + "' is not " + allowed);
  }
}
