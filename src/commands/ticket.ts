/** `docker-doctor ticket`: report, evidence and recording in one file without names, and what is in it. */
import { checksOf } from '../../checks/index.ts';
import { type DiagnosisOptions, startDiagnosis } from '../diagnosis/diagnose.ts';
import { recordingHost } from '../host/recording.ts';
import { questionOf, redactRecording } from '../host/recording-file.ts';
import { replayingHost } from '../host/replaying.ts';
import type { PlannedOutput } from '../report/plan.ts';
import { createPseudonyms, pseudonymise } from '../report/pseudonyms.ts';
import { createRedactor, redactDeep } from '../report/redact.ts';
import type { Report } from '../report/report.ts';
import { exitCodeOf } from '../report/summary.ts';
import {
  contentsText,
  createTicket,
  renderTicketJson,
  renderTicketMarkdown,
  type Ticket,
} from '../report/ticket.ts';
import { diagnosisOptions, openHost, type Plan } from './check.ts';
import type { CommonOptions, Format } from './options.ts';
import { writeDocuments } from './output.ts';
import { usableOutputs } from './usable.ts';

/** Exit codes are those of the check that it runs. */
export async function ticket(options: CommonOptions, plan: Plan = { checksOf }): Promise<number> {
  const planned = await usableOutputs(options, {
    name: 'ticket',
    formats: ['markdown', 'json'],
    nothingToRecord: 'a ticket has its recording in it',
    ...(plan.more && { more: plan.more }),
  });
  const outputs = ticketOutputs(planned);
  const { ticket: made, report } = await makeTicket(options, plan);
  await writeDocuments(
    outputs.map((output) => ({
      ...output,
      text: output.format === 'json' ? renderTicketJson(made) : renderTicketMarkdown(made),
    })),
  );
  const files = outputs.flatMap(({ file }) => (file === null || file === '-' ? [] : [file]));
  process.stderr.write(
    `${contentsText(made)}${files.length > 0 ? `Written to ${files.join(' and ')}. Nothing was sent: look through it, then attach it to your ticket.\n` : ''}`,
  );
  return exitCodeOf(report, options.strict === true);
}

/** A ticket is long: on a terminal it goes to a file. */
function ticketOutputs(planned: readonly PlannedOutput<Format>[]): PlannedOutput<Format>[] {
  return planned.map(({ format, file }) => {
    const kind = format ?? 'markdown';
    const onTerminal = file === null && process.stdout.isTTY === true;
    return {
      format: kind,
      file: onTerminal ? `docker-doctor-ticket.${kind === 'json' ? 'json' : 'md'}` : file,
    };
  });
}

async function makeTicket(options: CommonOptions, plan: Plan): Promise<{ ticket: Ticket; report: Report }> {
  const { host: inner } = await openHost(options);
  // A replayed machine is recorded once more: only what was asked goes into the ticket.
  const host = recordingHost(inner);
  const diagnosisOf = ({ registries }: Plan): DiagnosisOptions => ({
    ...diagnosisOptions(options),
    ...(registries && { projectRegistries: registries }),
  });
  try {
    const report = await (await startDiagnosis(host, plan.checksOf, diagnosisOf(plan))).report;
    const recording = host.recording();
    const names = createPseudonyms(
      new Set(
        [...report.problems, ...report.checks]
          .flatMap(({ id }) => [id])
          .concat(report.problems.flatMap(({ explains }) => explains)),
      ),
    );
    names.learn([report, recording, Object.keys(recording.answers).map(questionOf)]);
    const redacted = redactRecording(recording, names.redact);
    const { user, hostname, home } = host.identity;
    const redact = createRedactor({ user, hostname, homes: [home] });
    const named: (text: string) => string = (text) => names.redact(redact(text));
    // What was required is asked by the names that the ticket has.
    const again = plan.renamed?.((document) => redactDeep(document, named)) ?? plan;
    const asked = diagnosisOf(again);
    const replayed = await (
      await startDiagnosis(replayingHost(redacted), again.checksOf, {
        ...asked,
        ...(asked.registries && { registries: asked.registries.map(named) }),
      })
    ).report;
    return {
      ticket: createTicket({
        report: pseudonymise(report, names),
        recording: redacted,
        pseudonyms: names.counts().filter(([, count]) => count > 0),
        replayed: replayed.problems.map(({ id }) => id),
        command: plan.renamed ? 'docker-doctor preflight REQUIREMENTS' : 'docker-doctor',
      }),
      report,
    };
  } finally {
    await host.close();
  }
}
