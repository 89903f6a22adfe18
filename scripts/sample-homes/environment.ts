import { symlinkSync } from 'node:fs';
import type { PlannedFile } from './plan.ts';
import type { HomeWriter } from './writer.ts';

/** A Python virtual environment: absolute links out of the home, its old path written into its programs. */
export function writeEnvironment(
  home: HomeWriter,
  username: string,
  into: string,
  files: readonly PlannedFile[],
): void {
  for (const file of files) home.copy(file.source, home.path(file.place));
  const root = `/home/${username}/${into}`;
  home.write(
    `${into}/pyvenv.cfg`,
    `home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.11.2\ncommand = /usr/bin/python3 -m venv ${root}\n`,
  );
  home.write(
    `${into}/bin/activate`,
    `VIRTUAL_ENV='${root}'\nexport VIRTUAL_ENV\nPATH="$VIRTUAL_ENV/bin:$PATH"\nexport PATH\n`,
  );
  for (const program of ['pip', 'pip3', 'jupyter', 'ipython']) {
    home.write(`${into}/bin/${program}`, `#!${root}/bin/python3\nimport sys\nsys.exit('${program}')\n`);
  }
  symlinkSync('/usr/bin/python3', home.path(`${into}/bin/python3`));
  symlinkSync('python3', home.path(`${into}/bin/python`));
  symlinkSync('lib', home.path(`${into}/lib64`));
}
