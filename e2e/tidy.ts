import { rmSync } from 'node:fs';

/** The demo's data of this run go with it. */
export default function tidy(): void {
  const data = process.env.TALKOOT_E2E_DATA;
  if (data?.includes('talkoot-e2e-')) rmSync(data, { recursive: true, force: true });
}
