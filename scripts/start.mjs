// `npm start`: builds what is lacking, then runs the doctor with the arguments after `--`.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ensureBuild, root } from './ensure.mjs';

ensureBuild();
const doctor = spawn(process.execPath, [join(root, 'dist/cli.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// The terminal sends Ctrl-C to both: the doctor decides how it ends. Other signals come here alone.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => doctor.kill(signal));
doctor.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
});
