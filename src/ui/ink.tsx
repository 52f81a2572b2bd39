/** Ink's part: loaded after the first picture is on the screen. */
import { render } from 'ink';
import { App } from './App.tsx';
import type { Controller } from './controller.ts';
import type { Screen } from './screen.ts';

export interface Drawing {
  /** Rejects when drawing failed. */
  readonly ended: Promise<unknown>;
  stop(): void;
}

/** Frames go to our screen, which writes what changed; for a screen reader Ink writes itself, line by line. */
export function draw(controller: Controller, screen: Screen, onError: (error: unknown) => void): Drawing {
  const { spoken } = controller.theme;
  const instance = render(<App controller={controller} onError={onError} />, {
    stdout: spoken ? process.stdout : frameStream(screen),
    // In this mode Ink hands over every whole frame and leaves the terminal alone.
    debug: !spoken,
    isScreenReaderEnabled: spoken,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  return {
    ended: instance.waitUntilExit(),
    stop() {
      instance.unmount();
      // Ink leaves the cursor behind the last word.
      if (spoken) process.stdout.write('\n');
    },
  };
}

/** stdout as Ink sees it: what it writes are frames; everything else is stdout's own. */
function frameStream(screen: Screen): NodeJS.WriteStream {
  const write = (text: string, done?: () => void): boolean => {
    // Showing the cursor is the screen's business, and an empty text only waits for its turn.
    if (text !== '' && !text.startsWith('\u001b[?')) screen.paint(text.split('\n'));
    if (done) setImmediate(done);
    return true;
  };
  return new Proxy(process.stdout, {
    get(target, name) {
      if (name === 'write') return write;
      // At another size Ink would draw the old picture once more, wrapped anew, before the new one comes.
      if (name === 'on') return (event: string, handler: () => void) => subscribe(target, event, handler);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function subscribe(target: NodeJS.WriteStream, event: string, handler: () => void): NodeJS.WriteStream {
  return event === 'resize' ? target : target.on(event, handler);
}
