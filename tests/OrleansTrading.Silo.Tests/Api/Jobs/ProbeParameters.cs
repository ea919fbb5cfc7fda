using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Silo.Tests.Api.Jobs;

public sealed class ProbeParameters
{
    [Description("How many items there are."), Range(0, 100)]
    public int Items { get; set; } = 3;

    [Description("How the run ends."), AllowedValues("finish", "wait", "fail")]
    public string Ending { get; set; } = "finish";

    [Description("Words that the output holds.")]
    public string[] Words { get; set; } = [];
}
