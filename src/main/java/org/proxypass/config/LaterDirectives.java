package org.proxypass.config;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names httpd's manual knows and proxypass does not yet: they are refused with a message of
 * their own instead of being taken for mistakes. Sections stand among them without brackets.
 */
final class LaterDirectives {
  private static final String NAMES =
      """
      AcceptFilter AcceptPathInfo AcceptMutex AccessFileName AddAlt AddCharset AddDefaultCharset
      AddDescription AddEncoding AddHandler AddIcon AddIconByEncoding AddIconByType AddInputFilter
      AddLanguage AddOutputFilter AddType AliasMatch AliasPreservePath
      AllowConnect AllowOverride AllowOverrideList AuthBasicProvider
      AuthGroupFile AuthName AuthType AuthUserFile AuthzProviderAlias
      BufferSize BufferedLogs
      CacheDefaultExpire CacheDetailHeader CacheDirLength CacheDirLevels CacheDisable CacheEnable
      CacheFile CacheHeader CacheIgnoreCacheControl CacheIgnoreHeaders CacheIgnoreNoLastMod
      CacheIgnoreQueryString CacheIgnoreURLSessionIdentifiers CacheKeyBaseURL
      CacheLastModifiedFactor CacheLock CacheLockMaxAge CacheLockPath CacheMaxExpire
      CacheMaxFileSize CacheMinExpire CacheMinFileSize CacheNegotiatedDocs CacheQuickHandler
      CacheReadSize CacheReadTime CacheRoot CacheSocache CacheSocacheMaxSize CacheSocacheMaxTime
      CacheSocacheMinTime CacheSocacheReadSize CacheSocacheReadTime CacheStaleOnError
      CacheStoreExpired CacheStoreNoStore CacheStorePrivate
      CGIPassAuth ChrootDir ContentDigest CookieDomain CookieExpires CookieName CookieTracking
      CoreDumpDirectory
      DefaultIcon DefaultLanguage DefaultRuntimeDir DefaultType DeflateBufferSize
      DeflateCompressionLevel DeflateFilterNote DeflateInflateLimitRequestBody
      DeflateInflateRatioBurst DeflateInflateRatioLimit DeflateMemLevel DeflateWindowSize Directory
      DirectoryIndex DirectoryIndexRedirect DirectoryMatch DirectorySlash DumpIOInput DumpIOOutput
      EnableMMAP EnableSendfile Error ErrorLogFormat ExpiresActive
      ExpiresByType ExpiresDefault
      FallbackResource FileETag Files FilesMatch FilterChain FilterDeclare FilterProtocol
      FilterProvider ForceType ForensicLog
      GlobalLog Group H2Direct H2Push H2Upgrade
      HeartbeatAddress HeartbeatListen HeartbeatMaxServers HeartbeatStorage
      HostnameLookups HttpProtocolOptions
      IfFile IfSection IfVersion IdentityCheck IndexIgnore IndexOptions InputSed
      KeepAlive KeepAliveTimeout
      LanguagePriority LBPersistence Limit LimitExcept LimitInternalRecursion
      LimitRequestFields LimitRequestFieldSize LimitRequestLine LimitXMLRequestBody ListenBackLog
      ListenCoresBucketsRatio LoadFile LogIOTrackTTFB
      Macro MaxClients MaxConnectionsPerChild MaxKeepAliveRequests MaxMemFree MaxRangeOverlaps
      MaxRangeReversals MaxRanges MaxRequestsPerChild MaxRequestWorkers MaxSpareServers
      MaxSpareThreads MDomain MDomainSet MergeTrailers MinSpareServers MinSpareThreads
      Mutex
      NameVirtualHost Options OutputSed
      PidFile Protocol Protocols ProtocolsHonorOrder ProxyAsyncDelay
      ProxyAsyncIdleTimeout ProxyBadHeader ProxyBlock ProxyDomain
      ProxyExpressDBMFile ProxyExpressDBMType ProxyExpressEnable ProxyFCGIBackendType
      ProxyFCGISetEnvIf ProxyFtpDirCharset ProxyFtpEscapeWildcards ProxyFtpListOnWildcard
      ProxyHTMLBufSize ProxyHTMLCharsetOut
      ProxyHTMLDocType ProxyHTMLEnable ProxyHTMLEvents ProxyHTMLExtended ProxyHTMLFixups
      ProxyHTMLInterp ProxyHTMLLinks ProxyHTMLMeta ProxyHTMLStripComments ProxyHTMLURLMap
      ProxyIOBufferSize
      ProxySCGIInternalRedirect
      ProxySCGISendfile
      QualifyRedirectURL
      ReceiveBufferSize RegexDefaultOptions
      RegisterHttpMethod RemoteIPHeader RemoteIPInternalProxy RemoteIPInternalProxyList
      RemoteIPProxiesHeader RemoteIPProxyProtocol RemoteIPProxyProtocolExceptions
      RemoteIPTrustedProxy RemoteIPTrustedProxyList RemoveHandler RemoveType
      RequestReadTimeout RewriteBase
      ScoreBoardFile ScriptAlias ScriptAliasMatch ScriptLog SecAuditEngine SecRule
      SecRuleEngine SendBufferSize ServerLimit ServerPath
      SetInputFilter
      SSLCACertificateFile SSLCACertificatePath SSLCARevocationFile SSLCertificateChainFile
      SSLCertificateFile SSLCertificateKeyFile SSLCipherSuite SSLCompression SSLEngine
      SSLHonorCipherOrder SSLOpenSSLConfCmd SSLOptions SSLPassPhraseDialog SSLProtocol
      SSLProxyCACertificateFile SSLProxyCACertificatePath SSLProxyCARevocationCheck
      SSLProxyCARevocationFile SSLProxyCARevocationPath SSLProxyCheckPeerCN
      SSLProxyCheckPeerExpire SSLProxyCheckPeerName SSLProxyCipherSuite SSLProxyEngine
      SSLProxyMachineCertificateChainFile SSLProxyMachineCertificateFile
      SSLProxyMachineCertificatePath SSLProxyProtocol SSLProxyVerify SSLProxyVerifyDepth
      SSLRandomSeed SSLRequire SSLRequireSSL SSLSessionCache SSLSessionCacheTimeout
      SSLSessionTickets SSLStaplingCache SSLStrictSNIVHostCheck SSLUseStapling SSLUserName
      SSLVerifyClient SSLVerifyDepth
      StartServers StartThreads StrictHostCheck
      SuexecUserGroup
      ThreadLimit ThreadsPerChild ThreadStackSize TypesConfig
      UndefMacro Use User
      VHostCGIMode VirtualDocumentRoot VirtualScriptAlias WatchdogInterval
      xml2EncAlias xml2EncDefault xml2StartParse
      """;

  // Compared without regard to letter case, as directive names are.
  private static final Set<String> SORTED = sorted();

  private LaterDirectives() {}

  private static Set<String> sorted() {
    Set<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    sorted.addAll(List.of(NAMES.strip().split("\\s+")));
    return Collections.unmodifiableSet(sorted);
  }

  /** Whether {@code name} is one of them, in any letter case. */
  static boolean contains(String name) {
    return SORTED.contains(name);
  }

  /** All of them, sorted. */
  static Set<String> names() {
    return SORTED;
  }
}
