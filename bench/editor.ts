/** Our server, the peer and the echo server side by side, in specs of several sizes. */
import { setTimeout } from 'node:timers/promises';
import { Random } from './lib/random.ts';
import { generateSpec } from './lib/generate/spec.ts';
import { inTurns } from './lib/rounds.ts';
import type { Contestant, Memory, OpenDocument } from './lib/session.ts';
import { Session } from './lib/session.ts';
import { median } from './lib/stats.ts';
import type { Question, Strokes } from './lib/strokes.ts';
import { questionsIn, strokesIn } from './lib/strokes.ts';

export interface EditorOptions {
  /** Source fields of the specs. */
  readonly sizes: readonly number[];
  /** Groups of edits, about four each, that a server gets at most; others of its rounds in proportion. */
  readonly rounds: number;
  readonly seed: number;
  /** Milliseconds between the answer to an edit and the next one: nobody types without a pause, and processes that sleep wake up slowly. */
  readonly pause: number;
  /** Less is measured: no diagnostics that are asked for, and of the questions only completion while typing. */
  readonly brief?: boolean;
  /** Ours first. */
  readonly contestants: readonly Contestant[];
  readonly say: (text: string) => void;
}

/** What was measured of one server in a spec of one size; milliseconds. */
export interface ServerFigures {
  readonly name: string;
  readonly start: readonly number[];
  readonly open: readonly number[];
  readonly keystroke: readonly number[];
  /** The same where the client asks for diagnostics; only of ours, and where it was measured. */
  readonly pulled?: readonly number[];
  /** By what was asked, where it was. */
  readonly answers: Readonly<Partial<Record<Asked, readonly number[]>>>;
  readonly memory: Memory;
}

export interface SizeFigures {
  readonly fields: number;
  readonly lines: number;
  /** Ours first. */
  readonly servers: readonly ServerFigures[];
}

/** What is asked for in a text that is still, or right behind an edit. */
export const ASKED = ['completion', 'completion while typing', 'hover', 'hover while typing', 'definition', 'definition while typing', 'outline while typing', 'folding while typing'] as const;
export type Asked = (typeof ASKED)[number];

const URI = 'file:///bench/measured.intspec.yaml';

/** How often each server is started anew to open the spec, at most. */
const OPENINGS = 3;
/** Milliseconds for the edits of one server, and for its answers to one kind of question. */
const BUDGET = { edits: 20_000, answers: 8000, warmUp: 8000 } as const;

/** A server with the spec open in it. */
interface Open {
  readonly session: Session;
  readonly document: OpenDocument;
  /** Its diagnostics are asked for. */
  readonly pulls: boolean;
  /** Milliseconds between the answer to an edit and the next one. */
  readonly pause: number;
  /** Milliseconds without a word after which it has done all that there was to do. */
  settled: number;
}

/** Measures all servers in specs of all sizes. Throws where one ends, or finds nothing wrong where something is. */
export async function measureEditor(options: EditorOptions): Promise<SizeFigures[]> {
  const figures: SizeFigures[] = [];
  for (const fields of options.sizes) figures.push(await measureSize(fields, options));
  return figures;
}

async function measureSize(fields: number, { rounds, seed, pause, brief = false, contestants, say }: EditorOptions): Promise<SizeFigures> {
  const text = generateSpec({ fields, seed });
  const [own] = contestants;
  say(`${fields.toLocaleString('en-US')} fields: opening`);
  const opened = await openings(text, contestants, { pause, rounds: Math.min(rounds, OPENINGS) });
  const servers = [...opened.values()].map(({ server }) => server);
  const pulling = own && !brief ? await openPulling(own, text, pause) : undefined;
  const typists = [...servers, ...(pulling ? [pulling] : [])];
  say(`${fields.toLocaleString('en-US')} fields: warming up`);
  for (const server of typists) await warmUp(server, strokesIn(text, new Random(seed + 1), Math.ceil(rounds / 2)));
  say(`${fields.toLocaleString('en-US')} fields: typing`);
  const groups = strokesIn(text, new Random(seed), rounds);
  const keystroke = await inTurns(typists, { rounds, least: Math.min(rounds, 3), budget: BUDGET.edits, measure: (server, round) => typed(server, groups[round] ?? []) });
  const pulled = pulling && keystroke.get(pulling);
  await pulling?.session.stop();
  for (const server of servers) {
    server.settled = pause + (server.session.contestant.saysVersion ? 0 : 2 * median(keystroke.get(server) ?? []));
    await server.session.quiet(server.settled);
  }
  const answers = new Map<Asked, Map<Open, number[]>>();
  for (const asked of brief ? ['completion while typing' as const] : ASKED) {
    say(`${fields.toLocaleString('en-US')} fields: ${asked}`);
    await answersOf(servers, text, { seed: seed + 1, rounds: Math.ceil(rounds / 2), least: 1, budget: BUDGET.warmUp / 4, asked });
    answers.set(asked, await answersOf(servers, text, { seed, rounds: Math.max(4, rounds), least: 4, budget: BUDGET.answers, asked }));
  }
  const result: ServerFigures[] = [];
  for (const [contestant, { server, start, open }] of opened) {
    result.push({
      name: contestant.name, start, open, keystroke: keystroke.get(server) ?? [], ...(contestant === own && pulled && { pulled }),
      answers: Object.fromEntries([...answers].map(([asked, figures]) => [asked, figures.get(server) ?? []])),
      memory: await server.session.memory(),
    });
  }
  for (const { session } of servers) await session.stop();
  return { fields, lines: text.split('\n').length - 1, servers: result };
}

/** Starts each server several times, in turn, and opens the spec in it as the first of all; the last ones stay. */
async function openings(text: string, contestants: readonly Contestant[], { pause, rounds }: { readonly pause: number; readonly rounds: number }): Promise<Map<Contestant, { readonly server: Open; readonly start: number[]; readonly open: number[] }>> {
  const opened = new Map<Contestant, { server: Open; start: number[]; open: number[] }>();
  await inTurns(contestants, {
    rounds, least: rounds, budget: 0,
    measure: async (contestant) => {
      const before = opened.get(contestant);
      await before?.server.session.stop();
      const session = await Session.start(contestant);
      await session.quiet(300);
      const { document, diagnostics, time } = await session.open(URI, text);
      if (diagnostics.length > 0) throw new Error(`${contestant.name} finds something wrong in a spec without a fault: ${JSON.stringify(diagnostics[0])}`);
      opened.set(contestant, { server: { session, document, pulls: false, pause, settled: 0 }, start: [...(before?.start ?? []), session.startTime], open: [...(before?.open ?? []), time] });
      return [time];
    },
  });
  return opened;
}

/** A server that is asked for diagnostics. */
async function openPulling(contestant: Contestant, text: string, pause: number): Promise<Open> {
  const session = await Session.start(contestant, { pulls: true });
  return { session, document: await session.show(URI, text), pulls: true, pause, settled: 0 };
}

/** Edits until the server is in its stride, its code compiled; on the way it proves that it reads the text. */
async function warmUp(server: Open, groups: readonly Strokes[]): Promise<void> {
  await server.session.quiet(300);
  if (!server.pulls) await proveFinding(server);
  const start = performance.now();
  for (const group of groups) {
    if (performance.now() - start > BUDGET.warmUp) return;
    await typed(server, group);
  }
}

/** A server that says nothing of a wrong value is no measure for others, but for the one that never says anything. */
async function proveFinding({ session, document }: Open): Promise<void> {
  const line = document.sheet.lines.findIndex((each) => /^ +required: true$/.test(each));
  const end = (document.sheet.lines[line] ?? '').length;
  const fault = { start: { line, character: end - 'true'.length }, end: { line, character: end }, text: 'sometimes' };
  const mended = document.sheet.inverse(fault);
  const { diagnostics } = await session.stroke(document, fault);
  if (session.contestant.name !== 'echo' && diagnostics.length === 0) throw new Error(`${session.contestant.name} finds nothing wrong with \`required: sometimes\`: its figures would mean nothing.`);
  const after = await session.stroke(document, mended);
  if (after.diagnostics.length > 0) throw new Error(`${session.contestant.name} still reports a fault that is mended.`);
}

/** Milliseconds from each edit to its diagnostics. */
async function typed({ session, document, pulls, pause }: Open, group: Strokes): Promise<number[]> {
  const figures: number[] = [];
  for (const edit of group) {
    await setTimeout(pause);
    figures.push(pulls ? await session.pulledStroke(document, edit) : (await session.stroke(document, edit)).time);
  }
  return figures;
}

interface Asking {
  readonly asked: Asked;
  readonly seed: number;
  /** How many questions there are, and for a slow server at least; the milliseconds after which it is slow. */
  readonly rounds: number;
  readonly least: number;
  readonly budget: number;
}

async function answersOf(servers: readonly Open[], text: string, { asked, seed, rounds, least, budget }: Asking): Promise<Map<Open, number[]>> {
  const questions = questionsIn(text, new Random(seed), rounds, asked);
  return inTurns(servers, { rounds, least, budget, measure: async (server, round) => [await answerTime(server, questions[round])] });
}

/** Milliseconds from the request, or from the edit before it, to the answer. */
async function answerTime({ session, document, pause, settled }: Open, question: Question | undefined): Promise<number> {
  if (!question) throw new Error('There is no question for this round.');
  const { method, position, typed } = question;
  const undo = typed && document.sheet.inverse(typed);
  await setTimeout(pause);
  const start = performance.now();
  if (typed) await session.edit(document, typed);
  const answer = await session.request<unknown>(method, { textDocument: { uri: document.uri }, position });
  const time = performance.now() - start;
  if (method === 'textDocument/completion' && session.contestant.name !== 'echo' && isNothing(answer)) throw new Error(`${session.contestant.name} completes nothing at line ${String(position.line + 1)}: its figures would mean nothing.`);
  if (undo) {
    await session.stroke(document, undo);
    await session.quiet(settled);
  }
  return time;
}

function isNothing(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.length === 0;
  return typeof answer !== 'object' || answer === null || !('items' in answer) || !Array.isArray(answer.items) || answer.items.length === 0;
}
