// The least that a Probot app does with a delivery.
export default (app) => {
  app.on("push", async () => {});
};
