package org.proxypass.admin;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Member;
import org.proxypass.config.HealthCheckSettings.Criterion;
import org.proxypass.http.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code SetHandler balancer-manager}: shows the balancers of a host and changes them, by httpd's
 * form fields. A GET never changes anything; a POST changes all that it names or nothing. Safe for
 * many threads.
 */
public final class BalancerManager {
  /** The longest form that is read, in bytes. */
  public static final int LONGEST_FORM = 4096;

  // The logger of everything that happens to members; who reads it wants to know who did it.
  private static final Logger LOG = LoggerFactory.getLogger("org.proxypass.balancer");

  private final Object changing = new Object();
  private final Runnable afterChange;

  /**
   * A manager.
   *
   * @param afterChange called behind every change, by one thread at a time
   */
  public BalancerManager(Runnable afterChange) {
    this.afterChange = afterChange;
  }

  /**
   * One request to the manager.
   *
   * @param post whether it is a POST; else it is a GET or HEAD
   * @param self the path of the manager as the client calls it
   * @param query the raw query; empty for none
   * @param form the body, a char a byte; empty for none
   * @param fields the header section
   * @param authority the host and port the client calls us by
   * @param named whether {@code authority} is a name of ours
   * @param client the client's address, for the log
   */
  public record Request(
      boolean post,
      String self,
      String query,
      String form,
      Fields fields,
      String authority,
      boolean named,
      String client) {}

  /**
   * What the manager is about.
   *
   * @param host tells this virtual host from others
   * @param name what its pages call it
   * @param balancers in configuration order
   * @param persisted whether {@code afterChange} makes changes survive a restart
   * @param criteria the health check expressions there are, by name
   */
  public record Scope(
      String host,
      String name,
      List<Balancer> balancers,
      boolean persisted,
      Map<String, Criterion> criteria) {}

  /** Answers {@code request}. */
  public Answer answer(Request request, Scope scope) {
    Trust trust = Trust.of(request.fields(), request.authority(), request.named());
    ManagerView view = view(request, scope);
    Rendering rendering = Rendering.of(request.fields(), FormFields.NONE, trust);
    try {
      // As httpd: the query of a POST is not looked at.
      FormFields form = FormFields.parse(request.post() ? request.form() : request.query());
      rendering = Rendering.of(request.fields(), form, trust);
      return request.post()
          ? change(form, trust, view, rendering, request.client())
          : show(form, trust, view, rendering);
    } catch (RefusedException e) {
      return rendering.answer(e.status(), view.saying(e.text(), true));
    }
  }

  private static ManagerView view(Request request, Scope scope) {
    return new ManagerView(
        request.self(),
        scope.host(),
        scope.name(),
        scope.balancers(),
        scope.persisted(),
        new TreeMap<>(scope.criteria()),
        null,
        "",
        false);
  }

  private static Answer show(FormFields query, Trust trust, ManagerView view, Rendering rendering)
      throws RefusedException {
    // As httpd: what a stranger's link, or nobody's, names is not looked at.
    if (trust != Trust.OWN) {
      return rendering.answer(200, view);
    }
    Balancer saved = FormTarget.balancer(query.get("saved"), view.balancers());
    return saved != null
        ? rendering.answer(200, view.saying(Rendering.inForce(saved), false))
        : rendering.answer(200, view.opening(FormTarget.find(query, view.balancers())));
  }

  private Answer change(
      FormFields form, Trust trust, ManagerView view, Rendering rendering, String client)
      throws RefusedException {
    if (trust == Trust.FOREIGN) {
      throw new RefusedException(403, "The form is on another site's page; nothing was changed.");
    }
    if (trust == Trust.MISNAMED) {
      throw new RefusedException(
          403, "Neither ServerName nor ServerAlias calls this host so; nothing was changed.");
    }
    if (trust == Trust.UNKNOWN) {
      // httpd answers 200 here, and so do we where somebody can read why.
      int status = rendering.format() == Rendering.Format.JSON ? 403 : 200;
      String reason = "The request has neither Referer nor Origin; nothing was changed.";
      return rendering.answer(status, view.saying(reason, true));
    }
    FormTarget target = FormTarget.find(form, view.balancers());
    if (target == null) {
      return rendering.answer(200, view);
    }
    target.requireNonce(form, view.nonce(target.balancer()));
    synchronized (changing) {
      if (!apply(form, target, view)) {
        return rendering.answer(200, view.opening(target));
      }
      afterChange.run();
    }
    LOG.info("balancer://{}: {} changed {}", target.balancer().name(), client, form.changes());
    return rendering.changed(view.opening(target), target.balancer());
  }

  /** Everything is read before anything is changed. */
  private static boolean apply(FormFields form, FormTarget target, ManagerView view)
      throws RefusedException {
    Balancer balancer = target.balancer();
    Member member = target.member();
    MemberEdit edit = member == null ? null : MemberEdit.read(form, member, view.criteria());
    BalancerEdit own = BalancerEdit.read(form, balancer);
    if (member != null && edit != null) {
      edit.apply(balancer, member);
    }
    own.apply(balancer);
    return form.anyStartsWith("w_") || form.anyStartsWith("b_");
  }
}
