package org.proxypass;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between packages, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "org.proxypass", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packages_see_only_what_stands_below_them =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("launcher")
          .definedBy("org.proxypass.launcher..")
          .layer("webapp")
          .definedBy("org.proxypass.webapp..")
          .layer("rules")
          .definedBy("org.proxypass.rules..")
          .layer("rewrite")
          .definedBy("org.proxypass.rewrite..")
          .layer("admin")
          .definedBy("org.proxypass.admin..")
          .layer("balancer")
          .definedBy("org.proxypass.balancer..")
          .layer("tunnel")
          .definedBy("org.proxypass.tunnel..")
          .layer("backend")
          .definedBy("org.proxypass.backend..")
          .layer("mapping")
          .definedBy("org.proxypass.mapping..")
          .layer("exchange")
          .definedBy("org.proxypass.exchange..")
          .layer("config")
          .definedBy("org.proxypass.config..")
          .layer("logging")
          .definedBy("org.proxypass.logging..")
          .layer("access")
          .definedBy("org.proxypass.access..")
          .layer("expression")
          .definedBy("org.proxypass.expression..")
          .layer("http")
          .definedBy("org.proxypass.http..")
          .whereLayer("launcher")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("webapp")
          .mayOnlyBeAccessedByLayers("launcher")
          .whereLayer("rules")
          .mayOnlyBeAccessedByLayers("webapp")
          .whereLayer("rewrite")
          .mayOnlyBeAccessedByLayers("webapp")
          .whereLayer("admin")
          .mayOnlyBeAccessedByLayers("webapp")
          .whereLayer("balancer")
          .mayOnlyBeAccessedByLayers("webapp", "admin")
          .whereLayer("tunnel")
          .mayOnlyBeAccessedByLayers("webapp")
          .whereLayer("backend")
          .mayOnlyBeAccessedByLayers("webapp", "admin", "balancer")
          .whereLayer("mapping")
          .mayOnlyBeAccessedByLayers("webapp", "rules")
          .whereLayer("exchange")
          .mayOnlyBeAccessedByLayers("webapp", "rules", "rewrite", "balancer", "tunnel", "backend")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers(
              "launcher", "webapp", "rules", "rewrite", "admin", "balancer", "backend", "mapping")
          .whereLayer("logging")
          .mayOnlyBeAccessedByLayers("webapp", "config")
          .whereLayer("access")
          .mayOnlyBeAccessedByLayers("webapp", "config")
          .whereLayer("expression")
          .mayOnlyBeAccessedByLayers(
              "webapp", "rules", "rewrite", "balancer", "mapping", "exchange", "config", "access")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers(
              "launcher",
              "webapp",
              "rules",
              "rewrite",
              "admin",
              "balancer",
              "tunnel",
              "backend",
              "mapping",
              "exchange",
              "config",
              "access",
              "expression");

  @ArchTest
  static final ArchRule only_the_backend_package_knows_the_http_client =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.proxypass.backend..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hc..");

  @ArchTest
  static final ArchRule only_the_webapp_and_the_launcher_know_servlets =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.proxypass.webapp..", "org.proxypass.launcher..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.servlet..");

  @ArchTest
  static final ArchRule only_the_launcher_knows_tomcat =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.proxypass.launcher..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.catalina..", "org.apache.coyote..");

  @ArchTest
  static final ArchRule only_the_config_package_knows_commons_configuration =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.proxypass.config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.configuration2..");
}
