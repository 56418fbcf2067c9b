package org.proxypass.differential;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.proxypass.differential.AccessRows.fields;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Require, its kinds and its sections (mod_authz_core, mod_authz_host). */
class RequireTest {

  @TestFactory
  Stream<DynamicNode> addresses() {
    return new AccessRows("")
        .granted("an address", "Require ip 127.0.0.1")
        .denied("another address", "Require ip 127.0.0.2")
        .granted("another client", "Require ip 127.0.0.2", from("127.0.0.2"))
        .granted("the second of several", "Require ip 10.0.0.1 127.0.0.1")
        .denied("none of several", "Require ip 10.0.0.1 ::1 10.0.0.2")
        .granted("a front of one number", "Require ip 127")
        .granted("a front of one number and a dot", "Require ip 127.")
        .granted("a front of three numbers", "Require ip 127.0.0", from("127.0.0.9"))
        .denied("another front", "Require ip 12")
        .denied("a front that ends inside a number", "Require ip 127.0.1", from("127.0.10.1"))
        .granted("bits", "Require ip 127.0.0.0/30", from("127.0.0.3"))
        .denied("beyond the bits", "Require ip 127.0.0.0/30", from("127.0.0.4"))
        .granted("bits behind an address inside of it", "Require ip 127.9.9.9/8")
        .granted("32 bits", "Require ip 127.0.0.1/32")
        .granted("a netmask", "Require ip 127.0.0.0/255.255.255.252", from("127.0.0.2"))
        .denied("beyond a netmask", "Require ip 127.0.0.0/255.255.255.252", from("127.0.0.5"))
        .granted("a netmask with a gap", "Require ip 127.0.0.7/255.0.0.255", from("127.9.9.7"))
        .denied("a netmask with a gap, not met", "Require ip 127.0.0.7/255.0.0.255")
        .denied("IPv6 for an IPv4 client", "Require ip ::1")
        .denied("every IPv6 for an IPv4 client", "Require ip ::/1")
        .denied(
            "what the client says of itself does not count",
            "Require ip 10.0.0.1",
            request -> request.with("X-Forwarded-For", "10.0.0.1"))
        .granted("local", "Require local")
        .granted("local, the whole network", "Require local", from("127.8.8.8"))
        .denied("not local", "<RequireAll>\nRequire all granted\nRequire not local\n</RequireAll>")
        .run();
  }

  @TestFactory
  Stream<DynamicNode> clients_of_ipv6() {
    assumeThat(hasIpv6()).as("this machine has ::1").isTrue();
    return new AccessRows("Listen [::1]:{port}")
        .granted("IPv6", "Require ip ::1", from("::1"))
        .granted("IPv6 written out", "Require ip 0:0:0:0:0:0:0:1", from("::1"))
        .granted("IPv6 bits", "Require ip ::/64", from("::1"))
        .denied("beyond IPv6 bits", "Require ip fe80::/10", from("::1"))
        .denied("IPv4 for an IPv6 client", "Require ip 127.0.0.1", from("::1"))
        .granted("local, IPv6", "Require local", from("::1"))
        .granted("IPv6 by Allow", "Order Deny,Allow\nDeny from all\nAllow from ::1", from("::1"))
        .granted("IPv6 bits by Allow", "Order Allow,Deny\nAllow from ::/16", from("::1"))
        .denied("IPv6 by Deny", "Order Allow,Deny\nAllow from all\nDeny from ::1", from("::1"))
        .run();
  }

  private static boolean hasIpv6() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @TestFactory
  Stream<DynamicNode> names() {
    return new AccessRows("")
        .granted("a host", "Require host localhost")
        .granted("a host in capitals", "Require host LOCALHOST")
        .denied("another host", "Require host example.test")
        .denied("the end of a label", "Require host calhost")
        .denied("a domain that is the host", "Require host .localhost")
        .granted("the second of several hosts", "Require host example.test localhost")
        .granted("a host from an expression", "Require host %{req:Name}", fields("Name: localhost"))
        .denied("a host from an expression, not met", "Require host x%{req:Name}")
        .granted("a name that resolves to the client", "Require forward-dns localhost")
        .granted("one of several names", "Require forward-dns 127.0.0.9 localhost")
        .denied(
            "a name that resolves to another", "Require forward-dns localhost", from("127.0.0.2"))
        .run();
  }

  @TestFactory
  Stream<DynamicNode> variables_methods_and_conditions() {
    return new AccessRows("SetEnvIf Mark . marked\nSetEnvIf Stain . stained=0\nSetEnv late 1")
        .granted("a variable", "Require env marked", fields("Mark: x"))
        .granted("a variable in capitals", "Require env MARKED", fields("Mark: x"))
        .granted("a variable of any value", "Require env stained", fields("Stain: x"))
        .denied("no variable", "Require env marked")
        .granted("the second of several", "Require env marked stained", fields("Stain: x"))
        .denied("SetEnv is too late", "Require env late")
        .granted("a method", "Require method GET")
        .denied("another method", "Require method POST PUT")
        .granted("HEAD is GET", "Require method GET", AccessRows.method("HEAD"))
        .granted("GET is HEAD", "Require method HEAD")
        .denied("a POST", "Require method GET OPTIONS", AccessRows.method("POST"))
        .granted("an expression", "Require expr %{REQUEST_METHOD} == 'GET'")
        .granted("an expression in quotes", "Require expr \"%{REQUEST_METHOD} == 'GET'\"")
        .denied("an expression that does not hold", "Require expr %{REQUEST_METHOD} == 'PUT'")
        .granted("a field in an expression", "Require expr req('Mark') =~ /^x/", fields("Mark: xy"))
        .denied("not an expression", all("Require not expr true", "Require all granted"))
        .run();
  }

  @TestFactory
  Stream<DynamicNode> sections() {
    return new AccessRows("SetEnvIf A . a\nSetEnvIf B . b\nSetEnvIf C . c")
        .granted("one of several", "Require env a\nRequire env b", fields("B: x"))
        .denied("none of several", "Require env a\nRequire env b")
        .granted("all", all("Require env a", "Require env b"), fields("A: x", "B: x"))
        .denied("not all", all("Require env a", "Require env b"), fields("B: x"))
        .granted("any", any("Require env a", "Require env b"), fields("B: x"))
        .granted("not, not met", all("Require not env a", "Require all granted"))
        .denied("not, met", all("Require not env a", "Require all granted"), fields("A: x"))
        .denied("not does not grant", all("Require not env a", "Require env b"))
        .granted("not beside another", all("Require not env a", "Require env b"), fields("B: x"))
        .granted(
            "none, not met", all("Require all granted", none("Require env a", "Require env b")))
        .denied(
            "none, met",
            all("Require all granted", none("Require env a", "Require env b")),
            fields("B: x"))
        .granted(
            "all in any",
            any(all("Require env a", "Require env b"), "Require env c"),
            fields("C: x"))
        .denied(
            "all in any, not met",
            any(all("Require env a", "Require env b"), "Require env c"),
            fields("A: x"))
        .granted(
            "any in all",
            all(any("Require env a", "Require env b"), "Require env c"),
            fields("B: x", "C: x"))
        .denied(
            "any in all, not met",
            all(any("Require env a", "Require env b"), "Require env c"),
            fields("A: x", "B: x"))
        .denied(
            "all with a negation that says nothing, in none",
            all("Require all granted", none(all("Require not env a", "Require env b"))),
            fields("B: x"))
        .granted(
            "all with a negation that denies, in none",
            all("Require all granted", none(all("Require not env a", "Require env b"))),
            fields("A: x", "B: x"))
        .granted(
            "a section beside lines",
            all("Require env a", "Require env b") + "\nRequire env c",
            fields("C: x"))
        .run();
  }

  private static String all(String... lines) {
    return section("All", lines);
  }

  private static String any(String... lines) {
    return section("Any", lines);
  }

  private static String none(String... lines) {
    return section("None", lines);
  }

  private static String section(String kind, String... lines) {
    return "<Require" + kind + ">\n" + String.join("\n", lines) + "\n</Require" + kind + ">";
  }

  private static UnaryOperator<Request> from(String client) {
    return request -> request.from(client);
  }
}
