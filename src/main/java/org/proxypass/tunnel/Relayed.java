package org.proxypass.tunnel;

/** What became of one attempt to relay. */
enum Relayed {
  /** There was nothing, or nothing will ever be again. */
  NOTHING,
  /** What was there; the channel's readiness tells when there is more. */
  ALL,
  /** A part; there may be more that the channel's readiness does not tell. */
  PART
}
