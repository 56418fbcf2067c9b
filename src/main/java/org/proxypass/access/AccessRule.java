package org.proxypass.access;

import java.util.List;
import org.proxypass.expression.Condition;
import org.proxypass.expression.Template;
import org.proxypass.http.AddressRange;
import org.proxypass.http.Ascii;
import org.proxypass.http.IpAddress;

/** A node of the tree that Require and its sections make. Immutable, equal by value. */
public sealed interface AccessRule {

  /** What this rule says about {@code subject}. */
  AccessVerdict judge(AccessSubject subject);

  /** {@code all granted|denied}. */
  record Everybody(boolean granted) implements AccessRule {
    @Override
    public AccessVerdict judge(AccessSubject subject) {
      return AccessVerdict.of(granted);
    }
  }

  /** {@code ip}: the client's address lies in one of {@code ranges}. */
  record InNetwork(List<AddressRange> ranges) implements AccessRule {
    /** Copies the list. */
    public InNetwork {
      ranges = List.copyOf(ranges);
    }

    @Override
    public AccessVerdict judge(AccessSubject subject) {
      IpAddress address = subject.address();
      if (address != null) {
        for (AddressRange range : ranges) {
          if (range.contains(address)) {
            return AccessVerdict.GRANTED;
          }
        }
      }
      return AccessVerdict.DENIED;
    }
  }

  /** {@code local}: a loopback address, or the one the request arrived at. */
  record OnThisMachine() implements AccessRule {
    @Override
    public AccessVerdict judge(AccessSubject subject) {
      IpAddress address = subject.address();
      return AccessVerdict.of(
          address != null
              && (address.toInetAddress().isLoopbackAddress()
                  || address.equals(subject.localAddress())));
    }
  }

  /** {@code host}: the client's confirmed name is, or ends at a label border in, one of these. */
  record NamedLike(Template names) implements AccessRule {
    @Override
    public AccessVerdict judge(AccessSubject subject) {
      String host = subject.hostName();
      if (host != null) {
        for (String name : WordList.of(names, subject)) {
          if (HostSuffix.matches(Ascii.lower(name), host)) {
            return AccessVerdict.GRANTED;
          }
        }
      }
      return AccessVerdict.DENIED;
    }
  }

  /** {@code forward-dns}: one of these names resolves to the client's address. */
  record ResolvedFrom(Template names) implements AccessRule {
    @Override
    public AccessVerdict judge(AccessSubject subject) {
      for (String name : WordList.of(names, subject)) {
        if (subject.isAddressOf(name)) {
          return AccessVerdict.GRANTED;
        }
      }
      return AccessVerdict.DENIED;
    }
  }

  /** {@code env}: one of these variables is set. */
  record WithVariable(List<String> names) implements AccessRule {
    /** Copies the list. */
    public WithVariable {
      names = List.copyOf(names);
    }

    @Override
    public AccessVerdict judge(AccessSubject subject) {
      for (String name : names) {
        if (subject.expressions().environment(name) != null) {
          return AccessVerdict.GRANTED;
        }
      }
      return AccessVerdict.DENIED;
    }
  }

  /** {@code from env=!NAME}: the variable is not set. */
  record WithoutVariable(String name) implements AccessRule {
    @Override
    public AccessVerdict judge(AccessSubject subject) {
      return AccessVerdict.of(subject.expressions().environment(name) == null);
    }
  }

  /** {@code method}: the request has one of them; GET stands for HEAD, too, and the reverse. */
  record WithMethod(List<String> tokens) implements AccessRule {
    /** Copies the list. */
    public WithMethod {
      tokens = List.copyOf(tokens);
    }

    @Override
    public AccessVerdict judge(AccessSubject subject) {
      String method = subject.method();
      String twin =
          switch (method) {
            case "GET" -> "HEAD";
            case "HEAD" -> "GET";
            default -> method;
          };
      return AccessVerdict.of(tokens.contains(method) || tokens.contains(twin));
    }
  }

  /** {@code expr}: the condition holds. */
  record Holding(Condition condition) implements AccessRule {
    @Override
    public AccessVerdict judge(AccessSubject subject) {
      return AccessVerdict.of(condition.test(subject.expressions()));
    }
  }

  /**
   * {@code not}, and {@code <RequireNone>} around an {@link Any}: denies what {@code rule} grants,
   * and says nothing to all else.
   */
  record Not(AccessRule rule) implements AccessRule {
    @Override
    public AccessVerdict judge(AccessSubject subject) {
      return rule.judge(subject) == AccessVerdict.GRANTED
          ? AccessVerdict.DENIED
          : AccessVerdict.NEUTRAL;
    }
  }

  /** {@code <RequireAll>}: none denies, and one grants. */
  record All(List<AccessRule> rules) implements AccessRule {
    /** Copies the list. */
    public All {
      rules = List.copyOf(rules);
    }

    @Override
    public AccessVerdict judge(AccessSubject subject) {
      return together(rules, subject, AccessVerdict.DENIED);
    }
  }

  /** {@code <RequireAny>}, and what stands in a section without one: one grants. */
  record Any(List<AccessRule> rules) implements AccessRule {
    /** Copies the list. */
    public Any {
      rules = List.copyOf(rules);
    }

    @Override
    public AccessVerdict judge(AccessSubject subject) {
      return together(rules, subject, AccessVerdict.GRANTED);
    }
  }

  /** {@code decisive} when one of {@code rules} says so, else what one of them says at all. */
  private static AccessVerdict together(
      List<AccessRule> rules, AccessSubject subject, AccessVerdict decisive) {
    AccessVerdict verdict = AccessVerdict.NEUTRAL;
    for (AccessRule rule : rules) {
      AccessVerdict next = rule.judge(subject);
      if (next == decisive) {
        return next;
      }
      verdict = next == AccessVerdict.NEUTRAL ? verdict : next;
    }
    return verdict;
  }
}
