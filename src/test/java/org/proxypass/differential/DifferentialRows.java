package org.proxypass.differential;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Reads the rows out of every test class of this package without running them. */
final class DifferentialRows {
  private DifferentialRows() {}

  /** The rows by the simple name of their test class, sorted by it; equal rows count once. */
  static Map<String, Set<Row>> byTestClass() {
    List<Class<?>> classes =
        ReflectionSupport.findAllClassesInPackage(
            DifferentialRows.class.getPackageName(), DifferentialRows::isTest, name -> true);
    Map<String, Set<Row>> rows = new LinkedHashMap<>();
    classes.stream()
        .sorted(Comparator.comparing(Class::getSimpleName))
        .forEach(test -> rows.put(test.getSimpleName(), rowsOf(test)));
    return rows;
  }

  private static boolean isTest(Class<?> type) {
    return !factories(type).isEmpty();
  }

  private static List<Method> factories(Class<?> type) {
    return ReflectionSupport.findMethods(
        type,
        method -> method.isAnnotationPresent(TestFactory.class),
        HierarchyTraversalMode.TOP_DOWN);
  }

  private static Set<Row> rowsOf(Class<?> test) {
    Object instance = ReflectionSupport.newInstance(test);
    Set<Row> rows = new LinkedHashSet<>();
    factories(test).stream()
        .sorted(Comparator.comparing(Method::getName))
        .forEach(
            factory -> {
              Object nodes = ReflectionSupport.invokeMethod(factory, instance);
              if (!(nodes instanceof Stream<?> stream)) {
                throw new AssertionError(factory + " does not return a stream");
              }
              try (stream) {
                stream.forEach(node -> collect((DynamicNode) node, rows));
              }
            });
    return rows;
  }

  private static void collect(DynamicNode node, Set<Row> rows) {
    if (node instanceof DynamicContainer container) {
      List<DynamicNode> children = new ArrayList<>();
      try (Stream<? extends DynamicNode> stream = container.getChildren()) {
        stream.forEach(children::add);
      }
      children.forEach(child -> collect(child, rows));
    } else if (node instanceof DynamicTest test && test.getExecutable() instanceof RowTest row) {
      rows.add(row.row());
    }
  }
}
