package graph

import "zscape/exhibit"

// stanTable is why a stochastic block model that is written in Stan does not converge. Its
// parameters must be continuous, so that the groups have to be summed out, or replaced.
var stanTable = &exhibit.Table{
	Caption: exhibit.Text{
		En: "The block model in Stan, which knows no discrete parameters: three ways to write it, and why chains of none of them agree. To sum out the groups z would take Kⁿ terms, for 110 accounts and 4 groups some 10⁶⁶. Here the densities θ are summed out instead, which is one formula a block, and each z is drawn given all others.",
		Ja: "離散的なパラメータを扱えないStanでブロックモデルを書く三つの方法と、どれも収束しない理由。グループ z をすべて足し合わせるには Kⁿ 項が要り、110アカウント・4グループなら約10⁶⁶項になる。ここでは代わりに密度 θ を積分で消し(ブロックごとに一つの式で済む)、各 z をほかのすべての z のもとで抽出している。",
	},
	Columns: []exhibit.Column{
		{Title: text("Attempt", "書き方")}, {Title: text("In Stan", "Stanのコード")}, {Title: text("What it computes", "実際に計算しているもの")}, {Title: text("Why chains do not agree", "チェーンが一致しない理由")},
	},
	Rows: [][]exhibit.Cell{
		{
			{Text: text("one z for all pairs", "全ペアで一つの z")},
			{Code: "for (i in 1:N) for (j in 1:N)\n  for (k in 1:K) for (l in 1:K)\n    lp[k,l] += bernoulli_lpmf(A[i,j] | theta[k,l]);\ntarget += log_sum_exp(to_vector(lp));"},
			{Text: text("The sum over groups stands outside the product over pairs. So one k and one l hold for the whole matrix: all accounts are in one group as senders and in one as receivers. Each θ has to explain all links alone.",
				"グループについての和が、ペアについての積の外側にある。そのため行列全体にただ一組の k と l が対応し、全アカウントが送り手としても受け手としても一つのグループに入る。どの θ も、一つですべてのリンクを説明することになる。")},
			{Text: text("The posterior is a mixture of K² equal parts: in each, one θ is the density of all links, and the data say nothing about the others. A chain stays in the part in which it began. Chains in different parts never agree.",
				"事後分布は K² 個の同じ形の山の混合になり、それぞれの山では一つの θ だけが全体のリンク密度を表し、ほかの θ についてデータは何も語らない。チェーンは出発した山から出られない。別の山にいるチェーンどうしは、いつまでも一致しない。")},
		},
		{
			{Text: text("every pair its own z", "ペアごとに別の z")},
			{Code: "for (i in 1:N) for (j in 1:N) {\n  for (k in 1:K) for (l in 1:K)\n    lp[k,l] = log(pi[k]) + log(rho[l])\n      + bernoulli_lpmf(A[i,j] | theta[k,l]);\n  target += log_sum_exp(to_vector(lp));\n}"},
			{Text: text("The sum stands inside the loop, so that each pair of accounts draws its groups anew. No account has a group: it may be a gamer towards one and a researcher towards another. All pairs then have the same probability of a link, the mean of all θ.",
				"和がループの内側にあるので、ペアごとにグループを選び直すことになる。アカウントはグループをもたず、ある相手にはゲーム仲間、別の相手には研究者として振る舞える。結局どのペアもリンクの確率は同じで、すべての θ の平均になる。")},
			{Text: text("The data determine that mean and nothing else. The weights and all θ can be exchanged for each other without a change of the likelihood, along curved ridges, and groups can exchange their names. Chains wander there and meet by chance only.",
				"データから決まるのはその平均だけである。重みと θ は、尤度を変えずに、曲がった尾根に沿って互いに融通でき、グループの名前も入れ替えられる。チェーンはそこをさまよい、一致するのは偶然だけである。")},
		},
		{
			{Text: text("weights instead of z", "z の代わりに重み")},
			{Code: "array[N] simplex[K] u;\narray[N] simplex[K] v;\nfor (i in 1:N) for (j in 1:N)\n  A[i,j] ~ bernoulli(u[i]' * theta * v[j]);"},
			{Text: text("Each account has weights over all groups instead of one group. That is another model: mixed membership, with 2 n (K − 1) weights. It answers how much of each group an account is, not in which one it is.",
				"各アカウントが、一つのグループではなく全グループへの重みをもつ。これは別のモデル(混合メンバーシップ)で、重みは 2n(K − 1) 個ある。わかるのは「どのグループか」ではなく「各グループの成分をどれだけもつか」である。")},
			{Text: text("Weights and θ can be mixed with each other and give the same probabilities, as the factors of a matrix can. Each answer is there K!² times, under other names. A chain finds one of these places, and does not leave it.",
				"行列の因子と同じく、重みと θ を混ぜ合わせても同じ確率が得られる。しかもどの答えも、名前を入れ替えたものが K!² 通りある。チェーンはそのうちの一か所を見つけると、そこから離れない。")},
		},
	},
}
