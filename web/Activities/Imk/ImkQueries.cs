using DataPortal.Storage;

namespace DataPortal.Activities.Imk;

/// <summary>What an IMK survey keeps beside its run, and how it is looked up.</summary>
public static class ImkQueries
{
    public static Collection<ImkSurvey> Surveys { get; } = new Collection<ImkSurvey>("imk_surveys").Index("item", survey => survey.Dissemination?.Item).Backstage();

    public static Collection<ImkBlock> Blocks { get; } = new Collection<ImkBlock>("imk_blocks").Index("run", block => block.Run).Index("key", block => block.Key).Index("staff", block => block.StaffId).Pair("run", "key").Backstage();

    /// <summary>What was learnt of FASIH's exports: columns by their headings, and the words for a status.</summary>
    public static Collection<FasihColumns> Columns { get; } = new Collection<FasihColumns>("fasih_columns").Backstage();

    public static Collection<FasihWord> Words { get; } = new Collection<FasihWord>("fasih_words").Backstage();

    public static string BlockId(string run, string key) => $"{run}.{key}";

    /// <summary>The blocks of a person of the office, over all runs.</summary>
    public static Query<ImkBlock> OfStaff(string staffId) => Blocks.Where("staff", staffId);

    /// <summary>The blocks of a run, by their codes.</summary>
    public static Query<ImkBlock> Of(string run) => Blocks.Where("run", run).OrderBy("key");
}
