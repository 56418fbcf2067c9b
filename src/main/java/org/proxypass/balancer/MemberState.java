package org.proxypass.balancer;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.proxypass.config.MemberFlag;

/** The flags of one member. Safe for many threads. */
public final class MemberState {
  private static final MemberFlag[] FLAGS = MemberFlag.values();
  private static final int UNUSABLE =
      bit(MemberFlag.DISABLED)
          | bit(MemberFlag.STOPPED)
          | bit(MemberFlag.ERROR)
          | bit(MemberFlag.HEALTH_CHECK_FAILED);

  private final AtomicInteger bits = new AtomicInteger();
  private final Runnable becameUsable;

  /**
   * A state of these flags.
   *
   * @param becameUsable called whenever the last flag goes down that keeps requests away
   */
  MemberState(Set<MemberFlag> initial, Runnable becameUsable) {
    int up = 0;
    for (MemberFlag flag : initial) {
      up |= bit(flag);
    }
    bits.set(up);
    this.becameUsable = becameUsable;
  }

  private static int bit(MemberFlag flag) {
    return 1 << (flag.letter() - 'A');
  }

  /** Whether {@code flag} is up. */
  public boolean has(MemberFlag flag) {
    return (bits.get() & bit(flag)) != 0;
  }

  /** Whether requests may go there, by the flags alone (httpd: PROXY_WORKER_IS_USABLE). */
  public boolean usable() {
    return (bits.get() & UNUSABLE) == 0;
  }

  /** Puts {@code flag} up or down; says whether that changed it. */
  boolean set(MemberFlag flag, boolean up) {
    int bit = bit(flag);
    int before = up ? bits.getAndUpdate(old -> old | bit) : bits.getAndUpdate(old -> old & ~bit);
    if (!up && (before & UNUSABLE) == bit) {
      becameUsable.run();
    }
    return ((before & bit) != 0) != up;
  }

  /** Puts those flags up or down in which {@code after} differs from {@code before}. */
  void reconfigure(Set<MemberFlag> before, Set<MemberFlag> after) {
    for (MemberFlag flag : FLAGS) {
      if (before.contains(flag) != after.contains(flag)) {
        set(flag, after.contains(flag));
      }
    }
  }

  /** All flags that are up. */
  public Set<MemberFlag> flags() {
    int now = bits.get();
    return Arrays.stream(FLAGS)
        .filter(flag -> (now & bit(flag)) != 0)
        .collect(Collectors.toUnmodifiableSet());
  }
}
