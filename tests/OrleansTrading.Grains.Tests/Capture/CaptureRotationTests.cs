using OrleansTrading.Grains.Capture;

namespace OrleansTrading.Grains.Tests.Capture;

public sealed class CaptureRotationTests
{
    private readonly CaptureRotation _rotation = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30), threshold: 1000, TimeSpan.Zero);

    [Fact]
    public void Next_FewRows_RotatesEveryInterval()
    {
        At(59, 1000).ShouldBe(default);
        At(60, 1000).ShouldBe(new RotationStep(Rotate: true, ModeChanged: false));
        At(119, 0).ShouldBe(default);
        At(120, 0).Rotate.ShouldBeTrue();
        _rotation.Mode.ShouldBe(CaptureMode.Normal);
    }

    [Fact]
    public void Next_MoreRowsThanTheThreshold_RotatesAtOnceAndAtTheShorterInterval()
    {
        At(10, 1001).ShouldBe(new RotationStep(Rotate: true, ModeChanged: true));
        _rotation.Mode.ShouldBe(CaptureMode.Extreme);
        At(11, 5000).ShouldBe(default, "in extreme mode it is the interval that counts");
        At(40, 900).ShouldBe(new RotationStep(Rotate: true, ModeChanged: false));
    }

    [Fact]
    public void Next_ThreeCalmIntervals_LeavesExtremeMode()
    {
        At(10, 1001);
        At(40, 499).ModeChanged.ShouldBeFalse();
        At(70, 499).ModeChanged.ShouldBeFalse();
        At(100, 499).ShouldBe(new RotationStep(Rotate: true, ModeChanged: true));
        _rotation.Mode.ShouldBe(CaptureMode.Normal);
        At(130, 0).ShouldBe(default);
        At(160, 0).Rotate.ShouldBeTrue();
    }

    [Fact]
    public void Next_AnIntervalThatIsNotCalm_CountsAnew()
    {
        At(10, 1001);
        At(40, 0);
        At(70, 0);
        At(100, 500).ModeChanged.ShouldBeFalse("half of the threshold is not below it");
        At(130, 0);
        At(160, 0).ModeChanged.ShouldBeFalse();
        At(190, 0).ModeChanged.ShouldBeTrue();
    }

    [Fact]
    public void Next_MemoryShort_RotatesAtOnceAndIsNotCalm()
    {
        At(10, 1001);
        _rotation.Next(TimeSpan.FromSeconds(11), 1, isMemoryShort: true).ShouldBe(new RotationStep(Rotate: true, ModeChanged: false));
        At(41, 0);
        At(71, 0).ModeChanged.ShouldBeFalse();
        At(101, 0).ModeChanged.ShouldBeTrue();
    }

    private RotationStep At(int second, long rows) => _rotation.Next(TimeSpan.FromSeconds(second), rows, isMemoryShort: false);
}
