using OrleansTrading.Dashboard.Formatting;

namespace OrleansTrading.Dashboard.Tests.Formatting;

public sealed class UserZoneTests
{
    private const long Moment = 1_767_225_600_000; // 2026-01-01T00:00:00Z

    [Theory]
    [InlineData("Asia/Shanghai", "2026-01-01 08:00")]
    [InlineData("America/New_York", "2025-12-31 19:00")]
    [InlineData("Mars/Olympus", "2026-01-01 00:00")]
    [InlineData(null, "2026-01-01 00:00")]
    public void Moment_IsWrittenInTheReadersZone_UtcWhenUnknown(string? zone, string expected) =>
        UserZone.Of(zone).Format(Moment, MomentDetail.Minute).ShouldBe(expected);
}
