// What a browser can find out about an endpoint: `tries.first` and `tries.again` promise {outcome, took, by, drop},
// where outcome is 'through', 'nothing' (until the limit) or 'failed' (sooner), and took is in milliseconds.
const tries = (function () {
  'use strict';
  let hides = 0;
  document.addEventListener('visibilitychange', () => { if (document.hidden) hides++; });

  function wait(millis) {
    return new Promise(done => setTimeout(done, millis));
  }

  function url(scheme, address, target) {
    return scheme + '://' + data.addresses[address] + ':' + target.port + target.path;
  }

  // Opaque is enough: that anything came back at all is what is asked. A redirect is followed, since "no-cors" allows
  // nothing else (Fetch Standard, "main fetch"). An answer's body cannot be read, and holds its connection, of which a
  // browser opens six to one port, until it is dropped.
  function byFetch(address, target) {
    const stop = new AbortController();
    const from = performance.now();
    return new Promise(done => {
      const over = outcome => {
        clearTimeout(timer);
        done({outcome, took: performance.now() - from, by: byFetch, drop: () => stop.abort()});
      };
      const timer = setTimeout(() => { over('nothing'); stop.abort(); }, data.limit);
      fetch(url(target.scheme, address, target), {
        mode: 'no-cors', cache: 'no-store', credentials: 'omit', redirect: 'follow', referrerPolicy: 'no-referrer',
        signal: stop.signal
      }).then(() => over('through'), () => over('failed'));
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
        socket = new WebSocket(url('ws', address, target));
        socket.onopen = () => over('through');
        socket.onerror = () => over('failed');
      } catch (refused) {
        over('failed');
      }
    });
  }

  // A phone that sleeps or shows another app stops its clocks and its network: what it saw meanwhile proves nothing.
  async function awake(by, address, target) {
    for (let left = 3; ; left--) {
      while (document.hidden) await wait(300);
      const before = hides;
      const seen = await by(address, target);
      const slept = hides !== before || seen.took > data.limit * 2;
      if (seen.outcome === 'through' || !slept || left === 0) return seen;
    }
  }

  // What HTTP cannot open, a WebSocket may; and a port that stays silent to one may break off the other.
  async function byBoth(address, target) {
    const fetching = awake(byFetch, address, target);
    const early = await Promise.race([fetching, wait(data.limit / 2)]);
    if (early && early.outcome === 'through') return early;
    const socket = await awake(bySocket, address, target);
    const fetched = await fetching;
    if (fetched.outcome === 'through' || fetched.outcome === socket.outcome) {
      socket.drop();
      return fetched;
    }
    return socket.outcome === 'nothing' ? fetched : socket;
  }

  return {
    wait,
    first: (address, target) => target.kind === 'raw' ? byBoth(address, target) : awake(byFetch, address, target),
    again: (seen, address, target) => awake(seen.by, address, target)
  };
})();
