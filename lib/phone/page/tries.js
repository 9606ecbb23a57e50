// What a browser can find out about an endpoint: `tries.first` and `tries.again` promise {outcome, took, by, drop}, took
// in milliseconds, and outcome one of
//   through     an answer came, or a connection where no more can be asked for
//   unfinished  an answer began, and its end did not come until the limit
//   nothing     nothing came until the limit
//   failed      it failed sooner
//   paused      each try was interrupted: what it saw proves nothing
const tries = (function () {
  'use strict';
  const TICK = 500, STOPPED = 2000, ATTEMPTS = 5, PATIENCE = 2000;
  let pauses = 0, ticked = performance.now(), wall = Date.now();

  // A phone that sleeps or shows another app stops its clocks and its network. Some clocks stand still while it sleeps
  // and some go on: where one of them jumped, or they went on by different times, it did.
  function tick() {
    const now = performance.now(), date = Date.now();
    if (now - ticked > TICK + STOPPED || Math.abs(date - wall - (now - ticked)) > STOPPED) pauses++;
    ticked = now;
    wall = date;
  }
  setInterval(tick, TICK);
  document.addEventListener('visibilitychange', () => { if (document.hidden) pauses++; });
  document.addEventListener('freeze', () => { pauses++; });

  function wait(millis) {
    return new Promise(done => setTimeout(done, millis));
  }

  function url(scheme, address, target) {
    return scheme + '://' + data.addresses[address] + ':' + target.port + target.path;
  }

  // --- the end of an answer --------------------------------------------------------------------------------------

  // Nobody may read an opaque answer. Its entry of Resource Timing is queued when its body is done, or dropped by the
  // browser (Fetch Standard, "response handover"): as long as there is none, it goes on. A browser that keeps such
  // entries to itself is told by this page's own: then nobody here knows the end, and the PC has to.
  let entries = [], lookers = [], tell = () => {};
  const tells = new Promise(done => { tell = done; });

  function note(list) {
    list.getEntries().forEach(entry => {
      if (entry.name.startsWith(location.origin + '/')) tell(true);
      else entries.push(entry);
    });
    lookers.slice().forEach(look => look());
  }

  try {
    new PerformanceObserver(note).observe({type: 'resource', buffered: true});
  } catch (unknown) {
    tell(false);
  }

  // To be called when this page has had an answer of its own, of which there should be an entry soon.
  function calibrate() {
    wait(PATIENCE).then(() => tell(false));
  }

  // When the answer to what was sent at `from` had ended; null where it has not by then.
  function ended(address, from, left) {
    const name = new URL(address).href.replace(/#.*/, '');
    return new Promise(done => {
      const over = when => {
        clearTimeout(timer);
        lookers = lookers.filter(each => each !== look);
        done(when);
      };
      const look = () => {
        // Clocks are coarse, so that pages cannot measure too much.
        const found = entries.find(entry => entry.name.replace(/#.*/, '') === name && entry.startTime > from - 20);
        if (!found) return;
        entries = entries.filter(entry => entry !== found);
        over(found.responseEnd);
      };
      const timer = setTimeout(() => over(null), left);
      lookers.push(look);
      look();
    });
  }

  // --- one try -----------------------------------------------------------------------------------------------------

  // Opaque is enough: that anything came back at all is what is asked. A redirect is followed, since "no-cors" allows
  // nothing else (Fetch Standard, "main fetch"). An answer that goes on holds its connection, of which a browser opens
  // six to one port, until it is dropped.
  function byFetch(address, target) {
    const stop = new AbortController();
    const from = performance.now();
    return new Promise(done => {
      const over = (outcome, at) => {
        clearTimeout(timer);
        done({outcome, took: (at || performance.now()) - from, by: byFetch, drop: () => stop.abort()});
      };
      const left = () => Math.max(0, data.limit - (performance.now() - from));
      const timer = setTimeout(() => { over('nothing'); stop.abort(); }, data.limit);
      const place = url(target.scheme, address, target);
      fetch(place, {
        mode: 'no-cors', cache: 'no-store', credentials: 'omit', redirect: 'follow', referrerPolicy: 'no-referrer',
        signal: stop.signal
      }).then(async () => {
        clearTimeout(timer);
        const at = performance.now();
        // Of a port of which no more is known, that it speaks is enough: it may greet, and wait.
        if (target.kind !== 'http' || !await Promise.race([tells, wait(left()).then(() => false)])) {
          over('through', at);
          return;
        }
        const end = await ended(place, from, left());
        if (end === null) over('unfinished');
        else over('through', Math.max(at, end));
      }).catch(() => over('failed'));
    });
  }

  function bySocket(address, target) {
    const from = performance.now();
    return new Promise(done => {
      let socket = null;
      const over = outcome => {
        clearTimeout(timer);
        const drop = () => { if (socket) socket.close(); };
        done({outcome, took: performance.now() - from, by: bySocket, drop});
        if (outcome !== 'through') drop();
      };
      const timer = setTimeout(() => over('nothing'), data.limit);
      try {
        socket = new WebSocket(url(target.scheme === 'https' ? 'wss' : 'ws', address, target));
        socket.onopen = () => over('through');
        socket.onerror = () => over('failed');
      } catch (refused) {
        over('failed');
      }
    });
  }

  // What was measured over a pause is thrown away, good or bad, and tried again; not for ever.
  async function awake(by, address, target) {
    for (let left = ATTEMPTS; left > 0; left--) {
      while (document.hidden) await wait(300);
      tick();
      const before = pauses;
      const seen = await by(address, target);
      tick();
      if (pauses === before) return seen;
      seen.drop();
    }
    return {outcome: 'paused', took: 0, by, drop: () => {}};
  }

  // What HTTP cannot open, a WebSocket may; and a port that stays silent to one may break off the other.
  async function byBoth(address, target) {
    const fetching = awake(byFetch, address, target);
    const early = await Promise.race([fetching, wait(Math.min(PATIENCE, data.limit / 2))]);
    if (early && early.outcome === 'through') return early;
    const socket = await awake(bySocket, address, target);
    const fetched = await fetching;
    const unclear = [fetched, socket].find(each => each.outcome === 'paused');
    if (fetched.outcome === 'through' || socket.outcome !== 'through' && unclear) {
      socket.drop();
      return fetched.outcome === 'through' ? fetched : unclear;
    }
    if (fetched.outcome === socket.outcome) return fetched;
    return socket.outcome === 'nothing' ? fetched : socket;
  }

  return {
    wait, calibrate,
    first: (address, target) => target.kind === 'http' ? awake(byFetch, address, target) : byBoth(address, target),
    again: (seen, address, target) => awake(seen.by, address, target)
  };
})();
