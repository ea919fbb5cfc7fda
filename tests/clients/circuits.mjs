// Opens pages of the dashboard as a browser would, without one: each is a circuit that is drawn, and acknowledged, to the end.
//
//   node circuits.mjs ADDRESS PATH
//
// Lines of the input: "open N" opens more until N are open, "count" tells what came since the last count, "close" closes all as a browser
// does that leaves a page. Each is answered by one line of JSON.
import { createInterface } from 'node:readline';
import { HubConnectionBuilder, HttpTransportType, LogLevel } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';

const [address, path] = process.argv.slice(2);
if (!address || !path) {
  console.error('usage: node circuits.mjs ADDRESS PATH');
  process.exit(2);
}

const page = new URL(path, address).href;
const base = new URL('/', address).href;
// A drawn row's link, which stands among the texts of the batch that draws it.
const rowLink = /instruments\/[a-z]+:[A-Za-z0-9-]+/g;

// How high a window is, and a row, in pixels: what a virtualised list asks a browser for.
const windowHeight = 760;
const timeLimit = 60_000;

/** Rejects when nothing came in time. */
const within = (promise, what) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come within ${timeLimit / 1000} s`)), timeLimit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

const deferred = () => {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  made.promise.catch(() => {});
  return made;
};

class Circuit {
  batches = 0;
  bytes = 0;
  rows = 0;
  failure = null;
  #objects = 0;
  #drawn = deferred();

  static async open() {
    const circuit = new Circuit();
    await circuit.#start();
    return circuit;
  }

  async #start() {
    const response = await fetch(page, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(timeLimit) });
    const html = await response.text();
    if (!response.ok) {
      throw new Error(`${page}: ${response.status}`);
    }

    const markers = [...html.matchAll(/<!--Blazor:(\{.*?\})-->/g)].map(([, json]) => JSON.parse(json)).filter((marker) => marker.type === 'server' && marker.descriptor);
    const state = html.match(/<!--\s*Blazor-Server-Component-State:([A-Za-z0-9+/=]+)\s*-->/)?.[1] ?? '';
    const cookie = response.headers.getSetCookie().map((text) => text.split(';')[0]).join('; ');
    const protocol = new MessagePackHubProtocol();
    protocol.name = 'blazorpack';
    this.connection = new HubConnectionBuilder()
      .withUrl(new URL('_blazor', base).href, { transport: HttpTransportType.WebSockets, headers: cookie ? { cookie } : {} })
      .withHubProtocol(protocol)
      .configureLogging(LogLevel.None)
      .build();
    this.#listen();
    await within(this.connection.start(), 'the connection');
    this.id = await within(this.connection.invoke('StartCircuit', base, page, '[]', state), 'the circuit');
    if (!this.id) {
      throw new Error('The server started no circuit.');
    }

    const operations = markers.map((marker, index) => ({ type: 'add', ssrComponentId: index + 1, marker }));
    await this.connection.send('UpdateRootComponents', JSON.stringify({ batchId: 1, operations }), state);
    await within(this.#drawn.promise, 'a drawn row');
  }

  #listen() {
    const { connection } = this;
    connection.on('JS.RenderBatch', (batch, data) => {
      this.batches++;
      this.bytes += data.byteLength;
      this.#look(data);
      connection.send('OnRenderCompleted', batch, null).catch(() => {});
    });
    connection.on('JS.BeginInvokeJS', (call, name, json, resultType, ...rest) => this.#answer(call, name, json, resultType));
    connection.on('JS.Error', (message) => this.#fail(message));
    for (const unheard of ['JS.AttachComponent', 'JS.EndInvokeDotNet', 'JS.EndUpdateRootComponents', 'JS.EndLocationChanging', 'JS.ReceiveByteArray', 'JS.BeginTransmitStream', 'JS.SavePersistedState']) {
      connection.on(unheard, () => {});
    }

    connection.onclose((error) => this.#fail(error ?? 'closed'));
  }

  #look(data) {
    if (this.rows === 0) {
      const texts = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1');
      this.rows = new Set(texts.match(rowLink)).size;
      if (this.rows > 0) {
        this.#drawn.resolve();
      }
    }
  }

  #answer(call, name, json, resultType) {
    const result = resultType === 1 ? { __jsObjectId: ++this.#objects } : null;
    if (Number(call) !== 0) {
      this.connection.send('EndInvokeJSFromDotNet', call, true, JSON.stringify([Number(call), true, result])).catch(() => {});
    }

    if (name.endsWith('Virtualize.init')) {
      const { __dotNetObject: target } = JSON.parse(json)[0];
      // The place after the rows is in sight: as many rows as the window holds are to be drawn.
      this.connection.send('BeginInvokeDotNetFromJS', null, null, 'OnSpacerAfterVisible', target, JSON.stringify([1e7, 0, windowHeight])).catch(() => {});
    }
  }

  #fail(reason) {
    this.failure ??= String(reason);
    this.#drawn.reject(new Error(this.failure));
  }

  take() {
    const { batches, bytes, rows, failure } = this;
    this.batches = this.bytes = 0;
    return { batches, bytes, rows, failure };
  }

  async close() {
    const form = new FormData();
    form.append('circuitId', this.id);
    await fetch(new URL('_blazor/disconnect', base), { method: 'POST', body: form }).catch(() => {});
    await this.connection.stop();
  }
}

const circuits = [];
const commands = {
  async open(count) {
    while (circuits.length < Number(count)) {
      circuits.push(await Circuit.open());
    }

    return { open: circuits.length };
  },
  count: () => ({ circuits: circuits.map((circuit) => circuit.take()) }),
  async close() {
    await Promise.all(circuits.splice(0).map((circuit) => circuit.close()));
    return { open: 0 };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...words] = line.trim().split(' ');
  try {
    console.log(JSON.stringify(await commands[name](...words)));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error?.message ?? error) }));
  }
}

process.exit(0);
