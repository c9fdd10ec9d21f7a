const { startEmulator } = require('@imgroups/emulator');

startEmulator().then(async ({ inspector, close }) => {
  const page = await fetch(inspector);
  console.log(`page ${page.status}`);
  await close();
});
