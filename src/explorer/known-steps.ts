/** What a reduced search finds out about steps and the next attempt at it need not find out again. */
import { Attempts } from "./attempts.js";
import type { Inspection } from "./inspection.js";
import { PlaceSets } from "./place-sets.js";
import { VisiblePlaces } from "./visible-places.js";

export class KnownSteps {
  readonly visible: VisiblePlaces;
  readonly sets = new PlaceSets();
  attempts: Attempts;
  private readonly inspection: Inspection;
  private classesChange = false;

  constructor(inspection: Inspection) {
    this.inspection = inspection;
    this.visible = new VisiblePlaces(inspection.world, inspection.tabulation);
    this.attempts = this.newAttempts();
  }

  /** What was taken for granted has turned out not to be so. */
  renew(): void {
    this.classesChange ||= this.attempts.outdated;
    this.visible.grown = false;
    this.attempts = this.newAttempts();
  }

  private newAttempts(): Attempts {
    const { world, tabulation } = this.inspection;
    return new Attempts(world, tabulation, this.sets, this.classesChange, (touched) => {
      this.visible.addTo(touched);
    });
  }
}
