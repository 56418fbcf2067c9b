package org.proxypass.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldsTest {
  private final Fields fields = Fields.of("A", "1", "b", "2", "a", "3");

  @Test
  void names_compare_without_case_and_keep_their_spelling() {
    assertThat(fields.all("a")).containsExactly("1", "3");
    assertThat(fields.first("B")).isEqualTo("2");
    assertThat(fields.name(2)).isEqualTo("a");
    assertThat(fields.first("c")).isNull();
  }

  @Test
  void set_keeps_the_place_of_the_first_line_and_drops_the_others() {
    fields.set("A", "9");
    assertThat(fields).hasToString("A: 9\nb: 2\n");
  }

  @Test
  void set_of_a_new_name_goes_to_the_end() {
    fields.set("c", "9");
    assertThat(fields.value(3)).isEqualTo("9");
  }

  @Test
  void append_makes_one_comma_list() {
    fields.append("a", "4");
    fields.append("c", "5");
    assertThat(fields).hasToString("A: 1, 3, 4\nb: 2\nc: 5\n");
  }

  @Test
  void remove_takes_every_line_of_the_name() {
    assertThat(fields.remove("a")).isTrue();
    assertThat(fields.remove("a")).isFalse();
    assertThat(fields).hasToString("b: 2\n");
  }

  @Test
  void a_copy_is_independent() {
    Fields copy = new Fields(fields);
    copy.add("c", "3");
    copy.set("b", "x");
    assertThat(fields).hasToString("A: 1\nb: 2\na: 3\n");
  }

  @Test
  void grows_beyond_its_first_room() {
    Fields many = new Fields();
    for (int i = 0; i < 1000; i++) {
      many.add("n" + i, "v" + i);
    }
    assertThat(many.size()).isEqualTo(1000);
    assertThat(many.first("N999")).isEqualTo("v999");
  }
}
