package org.proxypass.config;

import java.util.List;

/** The environment variables of an exchange: mod_setenvif and mod_env. */
public final class EnvironmentSettings {
  private EnvironmentSettings() {}

  /** SetEnvIf and the like outside of sections: before the mapping. */
  public static final Setting<List<EnvironmentRule>> BEFORE_MAPPING =
      Setting.merging("SetEnvIf", List.of(), Lists::concat);

  /** SetEnvIf and the like inside of sections: behind the mapping. */
  public static final Setting<List<EnvironmentRule>> BEHIND_MAPPING =
      Setting.merging("SetEnvIf in sections", List.of(), Lists::concat);

  /** SetEnv, PassEnv and UnsetEnv: right before the request is forwarded. */
  public static final Setting<EnvironmentVariables> VARIABLES =
      Setting.merging("SetEnv", EnvironmentVariables.NONE, EnvironmentVariables::merge);
}
