// Runs the page's own scripts as a browser does, with clocks, a network and a screen that a scenario tells what to do,
// and prints what the page said and what it shows. Time passes when nothing else is left to do.
import fs from 'node:fs';
import vm from 'node:vm';

const {scripts, data, scenario} = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));

// --- time ----------------------------------------------------------------------------------------------------------

let now = 0, wall = 1_900_000_000_000, last = 0, left = 200_000;
const timers = new Map();

function setTimeoutFake(call, millis = 0, every = null) {
  timers.set(++last, {at: now + Math.max(0, millis), call, every});
  return last;
}

async function settled() {
  for (let i = 0; i < 50; i++) await null;
}

async function pass(until) {
  await settled();
  while (left-- > 0) {
    const [id, next] = [...timers].reduce((best, each) => best && best[1].at <= each[1].at ? best : each, null) || [];
    if (!next || next.at > until) return;
    const step = next.at - now;
    wall += Math.max(0, step);
    now = Math.max(now, next.at);
    if (next.every === null) timers.delete(id);
    else next.at = now + next.every;
    next.call();
    await settled();
  }
  throw new Error('it does not come to an end');
}

// --- screen --------------------------------------------------------------------------------------------------------

const ids = new Map();

class Node {
  constructor(name) { Object.assign(this, {name, children: [], dataset: {}, style: {}, textContent: '', hidden: false}); }
  appendChild(child) {
    if (child.parent) child.parent.children = child.parent.children.filter(each => each !== child);
    child.parent = this;
    this.children.push(child);
    return child;
  }
  setAttribute() { }
  read() {
    return this.hidden ? '' : [this.textContent, ...this.children.map(child => child.read())].filter(Boolean).join(' | ');
  }
}

const heard = {};
const document = {
  hidden: false, documentElement: {}, title: '',
  getElementById(id) {
    if (!ids.has(id)) ids.set(id, new Node(id));
    return ids.get(id);
  },
  createElement: name => new Node(name), createElementNS: (space, name) => new Node(name),
  addEventListener: (event, call) => { (heard[event] ||= []).push(call); }
};
document.getElementById('data').textContent = JSON.stringify(data);

function happen(event) {
  (heard[event.type] || []).forEach(call => call(event));
}

// --- network -------------------------------------------------------------------------------------------------------

const said = [], verdicts = [], observers = [], asked = {};

function entry(name, startTime) {
  if (!scenario.secretive) observers.forEach(call => call({getEntries: () => [{name, startTime, responseEnd: now}]}));
}

// What the next request to a port meets: after so many milliseconds an answer, its end, or a failure; or nothing. What
// happens meanwhile: `hide` shows another app for a second, `sleep` stops the faster clock for a minute.
function meet(port) {
  const all = scenario.requests[port] || [];
  const number = asked[port] = (asked[port] ?? -1) + 1;
  return all[Math.min(number, all.length - 1)] || {};
}

function meanwhile(what) {
  if (what.hide) {
    setTimeoutFake(() => { document.hidden = true; happen({type: 'visibilitychange'}); }, 1);
    setTimeoutFake(() => { document.hidden = false; happen({type: 'visibilitychange'}); }, 1000);
  }
  if (what.sleep) setTimeoutFake(() => { wall += 60_000; }, 1);
}

function fetchFake(place, options) {
  const begin = now;
  if (options.method === 'POST') {
    const message = JSON.parse(options.body);
    if (message.say !== 'here') said.push(message);
    if (message.say === 'result') verdicts.push(...(scenario.verdicts || []).filter(each => each.target === message.target));
    return new Promise(done => setTimeoutFake(() => {
      done({ok: true, status: 200, json: async () => ({verdicts})});
      entry('http://192.168.1.44:8765' + place, begin);
    }, 2));
  }
  const what = meet(new URL(place).port);
  meanwhile(what);
  return new Promise((done, fail) => {
    options.signal.addEventListener('abort', () => fail(new Error('aborted')));
    if (what.answer !== undefined) {
      setTimeoutFake(() => done({type: 'opaque'}), what.answer);
      if (what.end !== undefined) setTimeoutFake(() => entry(place, begin), what.end);
    }
    if (what.fail !== undefined) setTimeoutFake(() => fail(new Error('failed')), what.fail);
  });
}

class WebSocketFake {
  constructor(place) {
    const what = meet('ws:' + new URL(place).port);
    if (what.answer !== undefined) setTimeoutFake(() => this.onopen(), what.answer);
    if (what.fail !== undefined) setTimeoutFake(() => this.onerror(), what.fail);
  }
  close() { }
}

const context = {
  document, navigator: {languages: ['en-GB'], sendBeacon() { }}, URL, AbortController, Blob, Promise, JSON, Math,
  location: {pathname: '/token/', origin: 'http://192.168.1.44:8765'},
  performance: {now: () => now}, Date: {now: () => wall},
  setTimeout: (call, millis) => setTimeoutFake(call, millis), clearTimeout: id => timers.delete(id),
  setInterval: (call, millis) => setTimeoutFake(call, millis, millis),
  PerformanceObserver: class { constructor(call) { observers.push(call); } observe() { } },
  addEventListener: (event, call) => { (heard[event] ||= []).push(call); },
  fetch: fetchFake, WebSocket: WebSocketFake
};
vm.runInNewContext(scripts, context);
await pass(scenario.until || 200_000);
const shown = id => document.getElementById(id).hidden ? [] : document.getElementById(id).children.map(li =>
  [li.dataset.state, li.read()].join(': '));
process.stdout.write(JSON.stringify({
  said: said.map(({page, lang, ...rest}) => rest), big: document.getElementById('big').textContent,
  lines: shown('lines'), well: shown('well-lines'), folded: document.getElementById('folded').hidden ? 'none'
    : document.getElementById('folded').open ? 'open' : 'closed', count: document.getElementById('well-count').textContent
}));
process.exit(0);
