package org.proxypass.differential;

import static org.proxypass.differential.AccessRows.fields;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Order, Allow, Deny and Satisfy (mod_access_compat). */
class OrderTest {

  @TestFactory
  Stream<DynamicNode> sources() {
    String denied = "Order Deny,Allow\nDeny from all\n";
    return new AccessRows("SetEnvIf Mark . marked")
        .granted("an address", denied + "Allow from 127.0.0.1")
        .denied("another address", denied + "Allow from 127.0.0.2")
        .granted("the second source", denied + "Allow from 10.0.0.1 127.0.0.1")
        .granted("a second line", denied + "Allow from 10.0.0.1\nAllow from 127.0.0.1")
        .granted("a front", denied + "Allow from 127.0")
        .granted("a front with a dot", denied + "Allow from 127.0.")
        .denied("another front", denied + "Allow from 128")
        .granted("bits", denied + "Allow from 127.0.0.0/8")
        .granted("a netmask", denied + "Allow from 127.0.0.0/255.0.0.0")
        .granted("a host", denied + "Allow from localhost")
        .denied("another host", denied + "Allow from example.test")
        .denied("a domain that is the host", denied + "Allow from .localhost")
        .granted("a variable", denied + "Allow from env=marked", fields("Mark: x"))
        .denied("a variable that is not set", denied + "Allow from env=marked")
        .granted("no variable", denied + "Allow from env=!marked")
        .denied("no variable, but set", denied + "Allow from env=!marked", fields("Mark: x"))
        .denied("denied by address", "Order Deny,Allow\nDeny from 127.0.0.1")
        .denied("denied first, allowed not", "Order Allow,Deny\nAllow from all\nDeny from 127")
        .granted("allowed, and not denied", "Order Allow,Deny\nAllow from 127\nDeny from ::1")
        .denied("mutual failure, both", "Order Mutual-failure\nAllow from all\nDeny from 127")
        .granted("mutual failure, allowed", "Order Mutual-failure\nAllow from 127")
        .denied("without Order the default is Deny,Allow", "Deny from 127.0.0.1")
        .granted("without Order Allow wins", "Deny from all\nAllow from 127.0.0.1")
        .run();
  }

  @TestFactory
  Stream<DynamicNode> beside_require() {
    String denied = "Order Deny,Allow\nDeny from all\n";
    return new AccessRows("")
        .denied("both must grant: Deny", denied + "Require all granted")
        .denied("both must grant: Require", "Allow from all\nRequire all denied")
        .granted("both grant", "Order Allow,Deny\nAllow from 127\nRequire ip 127")
        .denied("Satisfy All", denied + "Require all granted\nSatisfy All")
        .granted("Satisfy Any: Require grants", denied + "Require all granted\nSatisfy Any")
        .granted(
            "Satisfy Any: Allow grants", denied + "Allow from 127\nRequire all denied\nSatisfy any")
        .denied("Satisfy Any: none grants", denied + "Require all denied\nSatisfy Any")
        .granted("Satisfy Any without Order opens", "Require all denied\nSatisfy Any")
        .granted("Satisfy Any without Require opens", denied + "Satisfy Any")
        .run();
  }

  @TestFactory
  Stream<DynamicNode> merging() {
    return new AccessRows(
            """
            <Location />
              Order Allow,Deny
              Deny from env=bad
              Allow from all
              Satisfy Any
            </Location>
            SetEnvIf Bad . bad
            """)
        .granted("inherited", "SetEnvIf X . x")
        .granted("one directive inside replaces all", "Allow from 10.0.0.1", fields("Bad: x"))
        .denied("Order inside replaces the lists", "Order Allow,Deny")
        .denied("Satisfy is replaced, too", "Allow from all\nRequire all denied")
        .run();
  }
}
