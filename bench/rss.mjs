// Preloaded: writes this process's peak memory (kilobytes) to the file that BENCH_RSS names, when it ends.
import { writeFileSync } from 'node:fs';

process.on('exit', () => writeFileSync(process.env.BENCH_RSS, String(process.resourceUsage().maxRSS)));
