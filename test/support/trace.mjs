// Preloaded into a run of the doctor: on exit it writes to DOCKER_DOCTOR_TRACE what was started, opened and loaded.
// node's own functions are counted, so that it works on every system and needs no tracer.
import childProcess from 'node:child_process';
import fs from 'node:fs';
import Module, { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const trace = { programs: [], files: [], connections: [], loaded: [] };
const note = (owner, name, list, what) => {
  const original = owner[name];
  owner[name] = function counted(...args) {
    list.push(String(what(...args)));
    return original.apply(this, args);
  };
};
note(childProcess, 'spawn', trace.programs, (file, args) =>
  [file, ...(Array.isArray(args) ? args : [])].join(' '),
);
for (const name of ['openSync', 'open']) note(fs, name, trace.files, (path) => path);
for (const name of ['readFile', 'open', 'readdir']) note(fs.promises, name, trace.files, (path) => path);
note(net, 'connect', trace.connections, (where) => JSON.stringify(where));
syncBuiltinESMExports();
const { writeFileSync } = fs;
process.on('exit', () => {
  trace.loaded = Object.keys(Module._cache);
  writeFileSync(process.env.DOCKER_DOCTOR_TRACE, JSON.stringify(trace));
});
