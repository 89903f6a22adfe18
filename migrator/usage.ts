/** How the command is called, shown with every refusal of its arguments. */
export const USAGE = `Usage:
  npm run --silent migrator -- --old-home DIR --new-home DIR --owner UID:GID|fromHome
      [--resume .rehome-UUID [--left-by UUID]] [--verify sizes|checksums|none]
      [--exclude PATTERN|@caches|@trash|@environments|@secrets]... [--set-id strip|keep]
      [--limit RATE (bytes a second: 500K, 50M, 1G)] [--workers N]
      [--old-user NAME] [--new-user NAME] [--run UUID] [--folder NAME] [--note TEXT]
      [--allow-old-rsync] [--hung-after SECONDS] [--termination-log FILE]
  npm run --silent migrator -- --kind check [--old-home DIR] [--new-home DIR] [--owner UID:GID|fromHome]
      [--exclude …]... [--workers N]
  npm run --silent migrator -- --kind discard --new-home DIR --partial .rehome-UUID [--left-by UUID]
  npm run --silent migrator -- locate --volume DIR [--old-path REL] [--new-path REL] --owner UID:GID|fromHome
      [--old-user NAME] [--new-user NAME] [--termination-log FILE]
  npm run --silent migrator -- look [--volume DIR] [--termination-log FILE]
`;
