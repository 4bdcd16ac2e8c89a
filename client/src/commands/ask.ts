import * as vscode from 'vscode';

/** One question of several, answered in an input box. */
export interface Question {
  readonly prompt: string;
  readonly placeholder: string;
  /** What is wrong with an answer, or undefined. Answers are trimmed first. */
  readonly problem: (answer: string) => string | undefined;
}

const BACK = Symbol('back');

/**
 * Asks the questions one after the other, with a way back. Gives the trimmed answers in the questions' order, or
 * undefined when the user gives up.
 */
export async function ask(title: string, questions: readonly Question[]): Promise<string[] | undefined> {
  const answers = questions.map(() => '');
  let step = 0;
  for (let question = questions[0]; question; question = questions[step]) {
    const answer = await askOne({ title, question, step, total: questions.length, value: answers[step] ?? '' });
    if (answer === undefined) return undefined;
    if (answer === BACK) {
      step -= 1;
    } else {
      answers[step] = answer;
      step += 1;
    }
  }
  return answers;
}

interface Step {
  readonly title: string;
  readonly question: Question;
  readonly step: number;
  readonly total: number;
  readonly value: string;
}

async function askOne({ title, question, step, total, value }: Step): Promise<string | typeof BACK | undefined> {
  const input = vscode.window.createInputBox();
  input.title = title;
  input.value = value;
  input.step = step + 1;
  input.totalSteps = total;
  input.ignoreFocusOut = true;
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  if (step > 0) input.buttons = [vscode.QuickInputButtons.Back];
  const show = (problem: string | undefined): void => {
    input.validationMessage = problem ?? '';
  };
  try {
    return await new Promise((resolve) => {
      input.onDidChangeValue((text) => {
        // Nothing is said of an empty box before the user asks to go on.
        show(text.trim() === '' ? undefined : question.problem(text.trim()));
      });
      input.onDidAccept(() => {
        const answer = input.value.trim();
        const problem = question.problem(answer);
        show(problem);
        if (problem === undefined) resolve(answer);
      });
      input.onDidTriggerButton(() => {
        resolve(BACK);
      });
      input.onDidHide(() => {
        resolve(undefined);
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}
