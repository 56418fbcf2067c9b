package org.proxypass.exchange;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Fields;

/**
 * One request's passage through proxypass: what is known of it from its arrival to its last byte.
 * Used by one thread at a time.
 */
public final class Exchange {
  private static final String UNIQUE_ID = "UNIQUE_ID";

  private final ClientRequest clientRequest;
  private final PublicAddress publicAddress;
  private final long startNanos = System.nanoTime();
  private @Nullable Map<String, String> environment;
  private @Nullable Map<String, String> notes;
  private @Nullable Fields requestFields;
  private @Nullable Fields presetFields;
  private @Nullable String remoteUser;
  private @Nullable String remoteHost;
  private @Nullable String uniqueId;
  private String path = "/";
  private long bodyBytesSent;
  private long bodyBytesReceived;
  private boolean brokenOff;
  private InterimResponses interimResponses = InterimResponses.IGNORED;
  private MemberAddresses memberAddresses = MemberAddresses.NONE;

  /** Opens the exchange of {@code clientRequest}. */
  public Exchange(ClientRequest clientRequest, PublicAddress publicAddress) {
    this.clientRequest = clientRequest;
    this.publicAddress = publicAddress;
  }

  /** The request as the client sent it. */
  public ClientRequest clientRequest() {
    return clientRequest;
  }

  /** What the client calls us. */
  public PublicAddress publicAddress() {
    return publicAddress;
  }

  /**
   * The canonical, decoded path relative to us, a char a byte; {@code /} for a refused request.
   * What expressions call REQUEST_URI.
   */
  public String path() {
    return path;
  }

  /** Sets {@link #path()}; for whoever decides it. */
  public void setPath(String decodedPath) {
    path = decodedPath;
  }

  /** Tells where the members of a balancer are. */
  public MemberAddresses memberAddresses() {
    return memberAddresses;
  }

  /** Lets {@code addresses} tell where the members of a balancer are. */
  public void setMemberAddresses(MemberAddresses addresses) {
    memberAddresses = addresses;
  }

  /** Where a backend's 1xx responses go. */
  public InterimResponses interimResponses() {
    return interimResponses;
  }

  /** Sets {@link #interimResponses()}; for whoever can write to the client. */
  public void setInterimResponses(InterimResponses responses) {
    interimResponses = responses;
  }

  /**
   * The request's header section as rules have made it by now; the client's as long as there was no
   * rule. The caller must not change it.
   */
  public Fields requestFields() {
    return requestFields == null ? clientRequest.fields() : requestFields;
  }

  /** Whether a rule worked on {@link #requestFields()}. */
  public boolean hasEditedFields() {
    return requestFields != null;
  }

  /**
   * Lets {@code fields} stand for the client's from now on.
   *
   * @param fields {@code Host} included
   */
  public void setRequestFields(Fields fields) {
    requestFields = fields;
  }

  /** Forgets what rules made of the request's header section: the client's own has changed. */
  public void resetRequestFields() {
    requestFields = null;
  }

  /** The Host of {@link #requestFields()}; null when there is none. */
  public @Nullable String host() {
    return requestFields == null ? clientRequest.host() : requestFields.first("Host");
  }

  /** Fields that every response gets whoever makes it; null for none. */
  public @Nullable Fields presetFields() {
    return presetFields;
  }

  /** Sets {@link #presetFields()}. */
  public void setPresetFields(Fields fields) {
    presetFields = fields;
  }

  /** Who the container, or a filter of it, says the client is; null when nobody knows. */
  public @Nullable String remoteUser() {
    return remoteUser;
  }

  /** Sets {@link #remoteUser()}. */
  public void setRemoteUser(@Nullable String user) {
    remoteUser = user;
  }

  /** How many bytes of a response body went to the client so far. */
  public long bodyBytesSent() {
    return bodyBytesSent;
  }

  /** Adds to {@link #bodyBytesSent()}; for whoever writes to the client. */
  public void countBodyBytes(long bytes) {
    bodyBytesSent += bytes;
  }

  /** How many bytes of the request's body were read so far. */
  public long bodyBytesReceived() {
    return bodyBytesReceived;
  }

  /** Adds to {@link #bodyBytesReceived()}; for whoever reads from the client. */
  public void countBodyBytesReceived(long bytes) {
    bodyBytesReceived += bytes;
  }

  /** Whether the response was broken off so that the client can see it. */
  public boolean brokenOff() {
    return brokenOff;
  }

  /** Sets {@link #brokenOff()}. */
  public void setBrokenOff() {
    brokenOff = true;
  }

  /** When this exchange was opened, as {@link System#nanoTime}. */
  public long startNanos() {
    return startNanos;
  }

  /** The client's host name; empty when it has none; null as long as nobody asked the DNS. */
  public @Nullable String remoteHost() {
    return remoteHost;
  }

  /** Sets {@link #remoteHost()}; for whoever asked the DNS. */
  public void setRemoteHost(String name) {
    remoteHost = name;
  }

  /** How long ago this exchange was opened, in microseconds. */
  public long elapsedMicros() {
    return (System.nanoTime() - startNanos) / 1000;
  }

  /** What was noted under {@code name} for the log, or null (httpd's notes). */
  public @Nullable String note(String name) {
    return notes == null ? null : notes.get(name);
  }

  /** Notes {@code value}; null removes the note. */
  public void setNote(String name, @Nullable String value) {
    if (notes == null) {
      notes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }
    if (value == null) {
      notes.remove(name);
    } else {
      notes.put(name, value);
    }
  }

  /**
   * The value of an environment variable of this exchange, or null (httpd's subprocess_env). Letter
   * case does not count.
   */
  public @Nullable String variable(String name) {
    String value = environment == null ? null : environment.get(name);
    return value == null && name.equalsIgnoreCase(UNIQUE_ID) ? uniqueId() : value;
  }

  /** A token that no other exchange has, made when it is first asked for (mod_unique_id). */
  public String uniqueId() {
    if (uniqueId == null) {
      UUID random = UUID.randomUUID();
      ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
      bytes.putLong(random.getMostSignificantBits()).putLong(random.getLeastSignificantBits());
      uniqueId = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
    return uniqueId;
  }

  /** Sets an environment variable of this exchange. */
  public void setVariable(String name, String value) {
    if (environment == null) {
      environment = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }
    environment.put(name, value);
  }

  /** Removes an environment variable of this exchange. */
  public void unsetVariable(String name) {
    if (environment != null) {
      environment.remove(name);
    }
  }

  /** All environment variables of this exchange; must not be changed. */
  public Map<String, String> variables() {
    return environment == null ? Map.of() : environment;
  }
}
