package org.proxypass.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration from any of the three carriers. The entry point of this package. Immutable;
 * every load is independent.
 *
 * <p>A file is read in properties syntax when its name ends in {@code .properties}, else in
 * httpd's. Parameters of a web.xml are named like the keys of properties; they come unordered and
 * are taken sorted by name, and every line of a value that is not blank is one occurrence of the
 * directive. The parameter {@code directives} holds a whole text in httpd syntax; {@code config},
 * which names a file, is no directive and is passed over.
 */
public final class ConfigLoader {
  private final VariableLookup environment;
  private final VariableLookup systemProperties;
  private final Map<String, String> defines;

  /**
   * Creates a loader.
   *
   * @param environment answers <code>${NAME}</code> and <code>${env:NAME}</code>
   * @param systemProperties answers <code>${sys:name}</code>
   * @param defines names known from the start and their values, empty for a name without one
   */
  public ConfigLoader(
      VariableLookup environment, VariableLookup systemProperties, Map<String, String> defines) {
    this.environment = environment;
    this.systemProperties = systemProperties;
    this.defines = Map.copyOf(defines);
  }

  /** A loader that sees the environment and the system properties of this process. */
  public static ConfigLoader create() {
    return new ConfigLoader(System::getenv, System::getProperty, Map.of());
  }

  /** This loader with {@code names} defined instead, as by {@code -D NAME[=VALUE]}. */
  public ConfigLoader withDefines(Map<String, String> names) {
    return new ConfigLoader(environment, systemProperties, names);
  }

  /**
   * A usable configuration and what was odd about it.
   *
   * @param warnings things that work but were hardly meant, for the log
   * @param files what it was read from
   */
  public record Loaded(ProxyConfig config, List<ConfigProblem> warnings, SourceFiles files) {
    /** Copies the list. */
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads {@code file}; its directory is where relative paths start.
   *
   * @throws ConfigException with everything that is wrong
   */
  public Loaded load(Path file) throws ConfigException {
    return load(Optional.of(file), Map.of());
  }

  /**
   * Reads {@code file}, if there is one, and behind it the parameters of a web.xml.
   *
   * @throws ConfigException with everything that is wrong
   */
  public Loaded load(Optional<Path> file, Map<String, String> webXmlParameters)
      throws ConfigException {
    return load(file, webXmlParameters, false);
  }

  private Loaded load(Optional<Path> file, Map<String, String> parameters, boolean servlet)
      throws ConfigException {
    Path directory = file.map(Path::getParent).orElse(Path.of(""));
    Load load = new Load(directory, servlet);
    List<DirectiveNode> nodes = new ArrayList<>();
    file.ifPresent(
        path -> nodes.addAll(load.sources.readFile(path, new Origin(path.toString(), ""), "")));
    nodes.addAll(load.readParameters(parameters));
    return load.finish(nodes, file);
  }

  /**
   * Reads web.xml parameters alone.
   *
   * @throws ConfigException with everything that is wrong
   */
  public Loaded loadParameters(Map<String, String> parameters) throws ConfigException {
    return load(Optional.empty(), parameters);
  }

  /**
   * Whether a web.xml parameter is a directive, a section, {@code directives}, or so near to one
   * that it was hardly meant for anybody else; such a one is read, and refused if it is misspelled.
   */
  public static boolean resemblesDirective(String parameter) {
    int dot = parameter.indexOf('.');
    String name = dot < 0 ? parameter : parameter.substring(0, dot);
    return name.equals(ParameterEntries.DIRECTIVES) || DirectiveTable.create().resembles(name);
  }

  /**
   * Reads the init-params of a servlet that is mapped to a prefix of its own. ProxyPass and
   * ProxyPassReverse may leave out the path and then mean all of the servlet: the prefix is the
   * empty string, relative to the servlet's mapping.
   *
   * @throws ConfigException with everything that is wrong
   */
  public Loaded loadServletParameters(Map<String, String> initParameters) throws ConfigException {
    return loadServlet(Optional.empty(), initParameters);
  }

  /**
   * As {@link #loadServletParameters}, behind a file that is read first, if there is one.
   *
   * @throws ConfigException with everything that is wrong
   */
  public Loaded loadServlet(Optional<Path> file, Map<String, String> initParameters)
      throws ConfigException {
    return load(file, initParameters, true);
  }

  /**
   * Reads {@code httpdSyntax}; relative paths start in the working directory.
   *
   * @param sourceName names the text in messages
   * @throws ConfigException with everything that is wrong
   */
  public Loaded loadText(String httpdSyntax, String sourceName) throws ConfigException {
    Load load = new Load(Path.of(""), false);
    return load.finish(load.sources.readHttpd(sourceName, httpdSyntax), Optional.empty());
  }

  private VariableExpander propertyVariables() {
    // Only these two prefixes: the defaults of the library read files and more.
    ConfigurationInterpolator interpolator = new ConfigurationInterpolator();
    interpolator.registerLookup("env", environment::get);
    interpolator.registerLookup("sys", systemProperties::get);
    VariableLookup lookup =
        name -> {
          @Nullable Object value = interpolator.resolve(name);
          return value == null ? null : value.toString();
        };
    return new VariableExpander(lookup, "${env:NAME} or ${sys:name} of something that is set");
  }

  /** What one load works with. */
  private final class Load {
    private final Problems problems = new Problems();
    private final SourceFiles.Collector files = new SourceFiles.Collector();
    private final ConfigBuilder builder;
    private final SourceReader sources;

    Load(Path root, boolean servlet) {
      builder = new ConfigBuilder(root, servlet, environment, files);
      sources =
          new SourceReader(
              root, new Definitions(defines, environment), propertyVariables(), problems, files);
    }

    List<DirectiveNode> readParameters(Map<String, String> parameters) {
      problems.sourceOpened(ParameterEntries.SOURCE);
      List<DirectiveNode> nodes =
          new ArrayList<>(sources.readEntries(ParameterEntries.of(parameters)));
      String directives = parameters.get(ParameterEntries.DIRECTIVES);
      if (directives != null) {
        String source = ParameterEntries.SOURCE + ":" + ParameterEntries.DIRECTIVES;
        nodes.addAll(sources.readHttpd(source, directives));
      }
      return nodes;
    }

    Loaded finish(List<DirectiveNode> nodes, Optional<Path> file) throws ConfigException {
      new Interpreter(DirectiveTable.create(), builder, problems)
          .interpret(nodes, builder.main().scope());
      file.ifPresent(builder::keepStateBeside);
      ProxyConfig config = builder.build(problems);
      problems.throwIfAny(files.collected());
      return new Loaded(config, problems.warnings(), files.collected());
    }
  }
}
