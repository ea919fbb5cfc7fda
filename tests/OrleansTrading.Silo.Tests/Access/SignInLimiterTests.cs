using Microsoft.Extensions.Options;
using OrleansTrading.Silo.Access;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Access;

public sealed class SignInLimiterTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly SignInLimiter _limiter;

    public SignInLimiterTests() => _limiter = new SignInLimiter(
        new AccessRules(Options.Create(new AccessOptions { LockoutAttempts = 3, LockoutAttemptsPerAddress = 5, LockoutTime = TimeSpan.FromMinutes(5) })), _time);

    [Fact]
    public void Name_ThatFailedTooOften_WaitsFromEveryAddressAndIsFreeAfterwards()
    {
        _limiter.Begin("ana", "a").ShouldBe((true, false));
        _limiter.Begin("ANA", "b").ShouldBe((true, false));
        _limiter.Begin("ana", "c").ShouldBe((true, true));
        _limiter.Begin("ana", "d").ShouldBe((false, false));
        _limiter.Begin("eve", "a").MayTry.ShouldBeTrue();
        _time.Advance(TimeSpan.FromMinutes(5));
        _limiter.Begin("ana", "d").ShouldBe((true, false));
    }

    [Fact]
    public void Address_ThatFailedTooOften_WaitsWhateverTheName()
    {
        for (var i = 0; i < 5; i++)
            _limiter.Begin($"n{i}", "a").MayTry.ShouldBeTrue();
        _limiter.Begin("another", "a").MayTry.ShouldBeFalse();
        _limiter.Begin("another", "b").MayTry.ShouldBeTrue();
    }

    [Fact]
    public void Success_TakesFailuresBack()
    {
        for (var i = 0; i < 20; i++)
        {
            _limiter.Begin("ana", "a").MayTry.ShouldBeTrue();
            _limiter.Succeeded("ana", "a");
        }
    }

    [Fact]
    public void Names_WithoutEnd_AreForgotten()
    {
        for (var i = 0; i < SignInLimiter.Most * 2; i++)
            _limiter.Begin($"name{i}", $"address{i}");
        _limiter.Remembered.ShouldBeLessThanOrEqualTo(SignInLimiter.Most);
    }

    [Fact]
    public void Name_OfAUser_IsNotForgottenForMadeUpOnes()
    {
        var options = new AccessOptions { LockoutAttempts = 2, LockoutAttemptsPerAddress = 5, Users = { ["ana"] = new UserOptions() } };
        var limiter = new SignInLimiter(new AccessRules(Options.Create(options)), _time);
        limiter.Begin("ana", "a");
        limiter.Begin("ana", "a");
        for (var i = 0; i < SignInLimiter.Most * 2; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            limiter.Begin($"name{i}", $"address{i}");
        }

        limiter.Begin("ana", "b").MayTry.ShouldBeFalse();
    }
}
