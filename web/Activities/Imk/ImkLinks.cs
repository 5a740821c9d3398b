namespace DataPortal.Activities.Imk;

/// <summary>Where pages of an IMK survey are beside those of its steps.</summary>
public static class ImkLinks
{
    /// <summary>The officer's own blocks.</summary>
    public static string Mine(string run, string step) => $"{RunLinks.Run(run)}/{ImkSteps.FieldForm}/{Uri.EscapeDataString(step)}/saya";
}
