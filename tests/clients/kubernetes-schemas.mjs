// Checks Kubernetes objects against the schemas that Kubernetes and the Prometheus operator publish (packages kubernetes-models and
// @kubernetes-models/prometheus-operator). Reads a JSON array of objects; prints a JSON array of defects, each "Kind/name: where: what".
//
// The schemas allow keys that they do not know, as Kubernetes' API once did; a key that is misspelt would pass. So each object is handed
// over behind proxies that note which keys were looked at: a validator looks at every key that it knows, and at no other.
import { readFileSync } from 'node:fs';

const packages = { 'monitoring.coreos.com': '@kubernetes-models/prometheus-operator' };

function watched(value, path, seen) {
  if (value === null || typeof value !== 'object') return value;
  return new Proxy(value, {
    get(target, key) {
      if (typeof key === 'symbol') return target[key];
      seen.add(`${path}/${key}`);
      return watched(target[key], `${path}/${key}`, seen);
    },
  });
}

function* keys(value, path) {
  if (value === null || typeof value !== 'object') return;
  for (const key of Object.keys(value)) {
    yield `${path}/${key}`;
    yield* keys(value[key], `${path}/${key}`);
  }
}

async function schemaOf(object) {
  const [group] = object.apiVersion.split('/');
  const from = packages[group] ?? 'kubernetes-models';
  const kinds = await import(`${from}/${object.apiVersion}/${object.kind}`);
  return kinds[object.kind];
}

async function defectsOf(object) {
  let Model;
  try {
    Model = await schemaOf(object);
  } catch {
    return [`${object.apiVersion} ${object.kind} is no kind that the schemas know`];
  }
  const seen = new Set();
  const model = new Model({});
  for (const key of Object.keys(object)) model[key] = watched(object[key], `/${key}`, seen);
  const defects = [];
  try {
    model.validate();
  } catch (error) {
    if (!error.errors) throw error;
    defects.push(...error.errors.map(({ instancePath, message, params }) => `${instancePath}: ${message} ${JSON.stringify(params)}`));
  }
  // Below what could not be read nothing was looked at.
  if (defects.length === 0)
    for (const key of keys(object, '')) {
      const parent = key.slice(0, key.lastIndexOf('/'));
      if (parent.includes('/') && !seen.has(key)) defects.push(`${key}: no such key`);
    }
  return defects;
}

const defects = [];
for (const object of JSON.parse(readFileSync(0, 'utf8')))
  for (const defect of await defectsOf(object)) defects.push(`${object.kind}/${object.metadata?.name}: ${defect}`);
console.log(JSON.stringify(defects));
