// Talking to the PC: `talk.post` says something, in order and until it is taken; what the PC answers is handed to
// `talk.hear`, and `talk.changed` is called when the PC falls silent or comes back.
const talk = (function () {
  'use strict';
  const LIMIT = 4000, PACE = 500, SILENT_AFTER = 6, GIVE_UP_AFTER = 60;
  const home = '/' + location.pathname.split('/')[1] + '/say';
  const outbox = [];
  const self = {silent: false, over: false, hear: () => {}, changed: () => {}, post, ask};
  let sending = false, failures = 0;

  function letter(message) {
    return JSON.stringify(Object.assign({page: data.page, lang: language}, message));
  }

  function post(message) {
    outbox.push(message);
    send();
  }

  async function send() {
    if (sending) return;
    sending = true;
    while (outbox.length && !self.over && failures < GIVE_UP_AFTER) {
      if (await deliver(outbox[0])) outbox.shift();
      else await tries.wait(PACE * Math.min(1 + failures, 6));
    }
    sending = false;
  }

  // Taken, or not to be said again: what the PC once did not understand, it never will.
  async function deliver(message) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), LIMIT);
    try {
      const answer = await fetch(home, {
        method: 'POST', cache: 'no-store', credentials: 'omit', signal: stop.signal,
        headers: {'Content-Type': 'application/json'}, body: letter(message)
      });
      if (answer.ok) {
        const news = await answer.json();
        note(0);
        tries.calibrate();
        self.hear(news);
        return true;
      }
      const refused = answer.status !== 429 && answer.status !== 503;
      if (refused) note(failures + 1);
      return refused;
    } catch (unreachable) {
      if (!document.hidden) note(failures + 1);
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  function note(count) {
    failures = count;
    const silent = failures >= SILENT_AFTER;
    if (silent === self.silent) return;
    self.silent = silent;
    self.changed();
  }

  // The PC counts a phone as gone that says nothing for some seconds.
  async function ask() {
    while (!self.over && failures < GIVE_UP_AFTER) {
      if (!outbox.length) post({say: 'here'});
      await tries.wait(1000);
    }
  }

  // Some browsers send no beacon of this type and throw: then it is missed after a while.
  addEventListener('pagehide', () => {
    try {
      if (!self.over) navigator.sendBeacon(home, new Blob([letter({say: 'left'})], {type: 'application/json'}));
    } catch (unsent) { /* as above */ }
  });
  // A page that is brought back as it was shows old results: it begins anew.
  addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && failures > 0 && !self.over) { note(0); ask(); }
  });
  return self;
})();
