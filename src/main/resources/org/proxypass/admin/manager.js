(() => {
  'use strict';
  const live = document.getElementById('live');
  const pause = document.getElementById('pause');
  const age = document.getElementById('age');
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

  const bytes = (amount) => {
    let unit = 0;
    while (amount >= 1023.5 && unit < units.length - 1) {
      amount /= 1024;
      unit++;
    }
    return (unit === 0 || amount >= 9.95 ? Math.round(amount) : amount.toFixed(1)) + ' ' + units[unit];
  };
  const since = (seconds) => {
    if (seconds < 100) return seconds + ' s';
    if (seconds < 6000) return Math.floor(seconds / 60) + ' min';
    return seconds < 259200 ? Math.floor(seconds / 3600) + ' h' : Math.floor(seconds / 86400) + ' d';
  };
  const time = (millis) => (millis % 1000 ? millis + ' ms' : millis / 1000 + ' s');

  const show = (element, text) => {
    if (element && element.textContent !== text) element.textContent = text;
  };
  const traits = (m) =>
    'factor ' + m.factor.toFixed(2) + ' · set ' + m.set +
    (m.route ? ' · route ' + m.route : '') + (m.redirect ? ' · redirect ' + m.redirect : '');
  const connections = (c) =>
    c.leased + ' in use, ' + c.idle + ' idle' + (c.waiting ? ', ' + c.waiting + ' waiting' : '');
  const health = (m) =>
    (m.healthCheck.method === 'None'
      ? 'not checked'
      : m.healthCheck.method + ' every ' + time(m.healthCheck.intervalMillis) +
        (m.healthCheck.result ? ': ' + m.healthCheck.result : '')) +
    (m.lastError
      ? ', last error ' + since(Math.max(0, Math.round((Date.now() - Date.parse(m.lastError)) / 1000))) + ' ago'
      : '');

  const badges = (element, states) => {
    const wanted = states.map((state) => state.text).join(' ');
    if (element.textContent.trim() === wanted) return;
    element.replaceChildren(...states.flatMap((state) => {
      const badge = document.createElement('span');
      badge.className = 'badge ' + state.kind;
      badge.textContent = state.text;
      return [badge, ' '];
    }));
  };
  const offer = (row, flags) => {
    const shown = {
      Enable: /[NDSC]/.test(flags),
      Drain: !flags.includes('N'),
      Disable: !flags.includes('D'),
      Stop: !flags.includes('S'),
    };
    for (const button of row.querySelectorAll('[data-action]')) {
      const wanted = shown[button.dataset.action];
      if (button !== document.activeElement || wanted) button.hidden = !wanted;
    }
  };
  const member = (row, m) => {
    const figure = (name) => row.querySelector('[data-figure=' + name + ']');
    badges(figure('states'), m.states);
    show(figure('traits'), traits(m));
    show(figure('share'), m.share + ' %');
    show(figure('elected'), String(m.elected));
    show(figure('busy'), String(m.busy));
    show(figure('sent'), bytes(m.sent));
    show(figure('received'), bytes(m.received));
    show(figure('connections'), connections(m.connections));
    show(figure('health'), health(m));
    offer(row, m.flags);
  };
  const balancer = (card, b) => {
    const ready = b.members.filter((m) => m.usable && !m.flags.includes('N')).length;
    show(card.querySelector('[data-figure=ready]'), ready + ' of ' + b.members.length + ' ready');
    const rows = new Map([...card.querySelectorAll('[data-member]')].map((row) => [row.dataset.member, row]));
    for (const m of b.members) {
      if (rows.has(m.url)) member(rows.get(m.url), m);
    }
  };

  const refresh = async () => {
    if (pause.checked || document.hidden) return;
    try {
      const response = await fetch(location.pathname + '?format=json', { cache: 'no-store' });
      if (!response.ok) throw new Error(response.status);
      const cards = new Map([...document.querySelectorAll('[data-balancer]')].map((card) => [card.dataset.balancer, card]));
      for (const b of (await response.json()).balancers) {
        if (cards.has(b.name)) balancer(cards.get(b.name), b);
      }
      show(age, 'Updated ' + new Date().toLocaleTimeString());
      age.classList.remove('stale');
    } catch {
      show(age, 'The server does not answer; figures may be old');
      age.classList.add('stale');
    }
  };

  live.hidden = false;
  show(age, 'Every 2 s');
  pause.addEventListener('change', refresh);
  setInterval(refresh, 2000);
})();
